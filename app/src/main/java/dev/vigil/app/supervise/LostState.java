package dev.vigil.app.supervise;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/** Failures of a job that no further try from the same checkpoint can mend, and what to do. */
final class LostState {
  private static final int HINTED_TRIES = 3;

  private LostState() {}

  /**
   * The reason of a job's failures, with what else it may be once it has failed some times in a
   * row: power that was cut can leave a checkpoint that is not whole.
   */
  static String hinted(String job, int tries, String reason) {
    return tries < HINTED_TRIES || reason.isEmpty()
        ? reason
        : reason
            + " (again and again; if that is because its checkpoint is damaged, "
            + remedy(job)
            + ")";
  }

  private static String remedy(String job) {
    return "stop what submits the jobs, ./vigil up or ./vigil supervisor, and start it with "
        + Rebuild.OPTION
        + " "
        + job;
  }

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
    String remedy = remedy(job) + ".";
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
