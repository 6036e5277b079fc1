package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link FhirChannel} reaches its server.
 *
 * @param base of a FHIR R4 server, http or https, with a slash at its end
 * @param token bearer token; null for none
 * @param patientSystem identifier system that patients' ids are known by there
 */
public record FhirSettings(
    URI base,
    @Nullable String token,
    String patientSystem,
    Duration timeout,
    int attempts,
    Duration firstPause) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  public FhirSettings {
    requireNonNull(base, "base is null");
    requireNonNull(patientSystem, "patientSystem is null");
    String scheme = base.getScheme();
    if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "the FHIR server's address is not an http:// or https:// address with a host");
    }
    if (!base.getPath().endsWith("/")) {
      throw new IllegalArgumentException("the FHIR server's base address has no slash at its end");
    }
  }

  /** The usual bounds; a missing slash is added. */
  public static FhirSettings of(String base, @Nullable String token, String patientSystem) {
    URI address = URI.create(base.endsWith("/") ? base : base + "/");
    return new FhirSettings(address, token, patientSystem, TIMEOUT, ATTEMPTS, FIRST_PAUSE);
  }

  /** Without address and token. */
  @Override
  public String toString() {
    return "FhirSettings[timeout=" + timeout + ", attempts=" + attempts + "]";
  }
}
