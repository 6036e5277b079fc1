package dev.vigil.history;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

/** Where a test has its InfluxDB from. */
public final class InfluxServer {
  private static final String MISSING =
      "influxd is not on the PATH, so the tests with InfluxDB are left out: "
          + "install Debian's package influxdb, or run ./vigil test --yes";

  private InfluxServer() {}

  /**
   * Starts one on a folder. Leaves the test out where the program is missing, or fails it if
   * VIGIL_REQUIRE_SERVICES=true.
   */
  public static InfluxDaemon start(Path folder) throws StoreUnavailableException {
    Optional<Path> program = InfluxDaemon.program();
    if (program.isEmpty() && "true".equals(System.getenv("VIGIL_REQUIRE_SERVICES"))) {
      fail(MISSING);
    }
    assumeTrue(program.isPresent(), MISSING);
    return InfluxDaemon.start(program.orElseThrow(), folder);
  }
}
