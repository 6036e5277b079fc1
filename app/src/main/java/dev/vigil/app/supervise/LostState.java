package dev.vigil.app.supervise;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/** Failures of a job that no further try from the same checkpoint can mend. */
final class LostState {
  private LostState() {}

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
