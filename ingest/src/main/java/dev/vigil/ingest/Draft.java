package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A reading as its sender wrote it: the fields are of the right type, nothing else is checked. Null
 * means that the sender left the field out. Every protocol's decoder ends in these.
 *
 * @param patient pseudonymous id; or else
 * @param device id of the device, which a patient's context assigns
 * @param vital id in the catalogue; or else
 * @param loinc LOINC code in the catalogue
 * @param number the value as a number
 * @param code the value as the name of a code, for coded observations
 * @param unit UCUM, or a common device's spelling
 * @param measured ISO-8601 with offset, or whole seconds since the epoch in digits
 * @param sensor null for the device, or {@code unknown}
 * @param status null for final
 * @param version null for 1, or 2 where the status is not final
 * @param by who observed it
 * @param raw where its bytes are
 */
public record Draft(
    @Nullable String patient,
    @Nullable String device,
    @Nullable String vital,
    @Nullable String loinc,
    @Nullable BigDecimal number,
    @Nullable String code,
    @Nullable String unit,
    @Nullable String measured,
    @Nullable String sensor,
    @Nullable String status,
    @Nullable Integer version,
    @Nullable String by,
    Raw raw)
    implements Candidate {
  public Draft {
    requireNonNull(raw, "raw is null");
  }
}
