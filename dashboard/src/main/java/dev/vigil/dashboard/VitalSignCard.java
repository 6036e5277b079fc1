package dev.vigil.dashboard;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Locale;

/**
 * What a page has to know of a vital sign.
 *
 * @param kind vital, lab or observation
 * @param staleAfter seconds after which a value is too old where no monitoring plan says otherwise
 */
record VitalSignCard(
    String id,
    String name,
    String kind,
    String unit,
    int decimals,
    List<String> codes,
    int staleAfter) {
  private static final int HOUR = 3600;

  /** NEWS2 asks for observations by a person at least every 12 hours. */
  private static final int OBSERVATION_HOURS = 12;

  private static final int LAB_HOURS = 24;

  static List<VitalSignCard> all() {
    return VitalSigns.catalogue().all().stream().map(VitalSignCard::of).toList();
  }

  private static VitalSignCard of(VitalSign vital) {
    int staleAfter =
        switch (vital.kind()) {
          case VITAL, TECHNICAL -> HOUR;
          case OBSERVATION -> OBSERVATION_HOURS * HOUR;
          case LAB -> LAB_HOURS * HOUR;
        };
    return new VitalSignCard(
        vital.id(),
        vital.name(),
        vital.kind().name().toLowerCase(Locale.ROOT),
        vital.unit(),
        vital.decimals(),
        vital.codes(),
        staleAfter);
  }
}
