package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Path;

/** A command that works on a recording, which is what {@code --data} names there. */
abstract class OneRecording extends VigilCommand {
  /** The recording is only read: nothing is logged into it. */
  @Override
  protected boolean worksOnData() {
    return true;
  }

  /**
   * Where it lies.
   *
   * @throws VigilException if that wasn't said
   */
  final Path recording() {
    Path data = data();
    if (data == null) {
      throw VigilException.usage("Missing required option: '--data=PATH', the recording.");
    }
    return data;
  }
}
