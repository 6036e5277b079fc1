package dev.vigil.app.supervise;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/** Failures of a job that no further try from the same checkpoint can mend, and what to do. */
final class LostState {
  private LostState() {}

  /** Of a scoring job that fails again and again. */
  static String failing(PlannedJob job, int tries, String reason) {
    return "Job "
        + job.name()
        + " of "
        + String.join(", ", job.models())
        + " failed "
        + tries
        + " times in a row ("
        + reason
        + ") and is tried again only when the ledger says something new of it, or by the next"
        + " start: retire it, and deploy it again once the reason is gone.";
  }

  /**
   * What to do, as one sentence with the job's name; empty if another try may help.
   *
   * @param cause of the job's last failure, "full.Type: its message"
   */
  static Optional<String> sentence(String job, String cause) {
    String remedy = "stop Vigil and start it with ./vigil up " + Rebuild.OPTION + " " + job + ".";
    if (cause.startsWith(OffsetOutOfRangeException.class.getName())) {
      return Optional.of(
          "The log no longer has the position from which job "
              + job
              + " is to go on, so its state can't be continued: "
              + remedy);
    }
    // Whatever refuses state by its version names the option.
    return cause.contains(Rebuild.OPTION)
        ? Optional.of("The state of job " + job + " can't be read (" + cause + "): " + remedy)
        : Optional.empty();
  }
}
