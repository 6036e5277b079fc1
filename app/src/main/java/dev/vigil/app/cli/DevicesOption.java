package dev.vigil.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --device}: what measures for a patient. */
final class DevicesOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      converter = NonBlank.class,
      description = "A device that speaks for the patient from now on; may be repeated.")
  private List<String> devices = new ArrayList<>();

  List<String> devices() {
    return devices;
  }
}
