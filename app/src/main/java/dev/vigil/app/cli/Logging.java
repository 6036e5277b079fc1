package dev.vigil.app.cli;

import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/** Where the process logs; the rest stands in {@code log4j2.xml}. */
public final class Logging {
  private static final String FILE = "vigil.log.file";

  private Logging() {}

  /** Sends java.util.logging (Tribuo, influxdb-java) the same way; first of all in a process. */
  public static void bridge() {
    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
  }

  /** From now on into that file, whatever was logged where before. */
  static void to(Path file) {
    System.setProperty(FILE, file.toAbsolutePath().normalize().toString());
    Configurator.reconfigure();
  }

  /** The file in use. */
  static String file() {
    return System.getProperty(FILE, "no log file");
  }
}
