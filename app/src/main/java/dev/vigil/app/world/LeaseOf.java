package dev.vigil.app.world;

import dev.vigil.schemas.Topics;

/** What only one process of a Kafka may do. */
enum LeaseOf {
  SUPERVISOR(
      "vigil.supervisor",
      Topics.LEDGER,
      "Another Vigil (%s) supervises the jobs of the Kafka at %s, and two would start and end each"
          + " other's: stop that one, or where it is a ./vigil supervisor set supervisor.elsewhere"
          + " to true for ./vigil up, or give this one a Kafka of its own with kafka.bootstrap.",
      "the ledger's lease",
      "jobs go on as they are, and none is started or ended"),
  SERVER(
      "vigil.server",
      Topics.CONTEXTS,
      "Another Vigil (%s) serves the ward of the Kafka at %s, and two would write its patients and"
          + " say what is wrong with it: stop that one, or give this one a Kafka of its own with"
          + " kafka.bootstrap.",
      "the server's lease",
      "another one may serve the same ward"),
  NOTIFIER(
      "vigil.notifier",
      Topics.DELIVERIES,
      "Another notifier (%s) tells people of the alerts in the Kafka at %s, and two would tell"
          + " everybody twice: stop that one, or where it is a ./vigil notifier set"
          + " notifier.elsewhere to true for ./vigil up.",
      "the notifier's lease",
      "this process tells nobody");

  private final String group;
  private final String topic;
  private final String refusal;
  private final String lease;
  private final String meanwhile;

  LeaseOf(String group, String topic, String refusal, String lease, String meanwhile) {
    this.group = group;
    this.topic = topic;
    this.refusal = refusal;
    this.lease = lease;
    this.meanwhile = meanwhile;
  }

  /** The consumer group whose one member has it. */
  String group() {
    return group;
  }

  /** Whose only partition it is. */
  String topic() {
    return topic;
  }

  /**
   * What another one is told.
   *
   * @param others who has it
   */
  String refusal(String others, String bootstrap) {
    return refusal.formatted(others, bootstrap);
  }

  /** For people. */
  String lease() {
    return lease;
  }

  /** What is so while it is lost. */
  String meanwhile() {
    return meanwhile;
  }
}
