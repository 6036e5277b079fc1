package dev.vigil.models.features;

import dev.vigil.models.Sha256;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSign.Kind;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All features: what each is called, its unit and its exact definition. This file is the catalogue;
 * a new statistic is an entry of {@link Statistic}, a new window one of {@link Window}.
 *
 * <p>Names: {@code <vital>.last}, {@code <vital>.age}, {@code <vital>.<statistic>.<window>}, {@code
 * <vital>.baseline.<what>}, {@code <vital>.<what>.stay}, {@code across.<what>} (defined in {@link
 * AcrossVitals}) and {@code static.<what>}. Vital signs have all windows, a baseline and the stay,
 * laboratory values the 24 h window and the stay, observations by a person none. A feature that is
 * unknown is absent from a vector.
 */
public final class FeatureCatalogue {
  public static final String AGE = "static.age";
  public static final String SEX = "static.sex";
  public static final String PREGNANT = "static.pregnant";
  public static final String WARD = "static.ward";
  public static final String SPO2_SCALE = "static.spo2-scale";
  public static final String HOURS_SINCE_ADMISSION = "static.hours-since-admission";

  public static final String SURGICAL = "static.surgical";
  public static final String HOURS_BEFORE_ADMISSION = "static.hours-before-admission";

  /**
   * The vital sign of a continuous glucose sensor. What people at a bedside are judged by leaves it
   * out: no recording of theirs has it.
   */
  public static final String INTERSTITIAL_GLUCOSE = "interstitial-glucose";

  private static final String LAST = ".last";
  private static final FeatureCatalogue INSTANCE = new FeatureCatalogue();
  private static final int HASH_LENGTH = 16;

  private final SortedMap<String, FeatureDefinition> definitions = new TreeMap<>();
  private final SortedMap<String, String> hashes = new TreeMap<>();
  private final Map<String, VitalFeatures> vitals = new HashMap<>();
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final String hash;

  private FeatureCatalogue() {
    defineStatics();
    AcrossVitals.define(this::define);
    for (VitalSign vital : VitalSigns.catalogue().all()) {
      vitals.put(vital.id(), defineVital(vital));
    }
    definitions.forEach((name, definition) -> hashes.put(name, definition.hash()));
    names = List.copyOf(definitions.keySet());
    names.forEach(name -> places.put(name, places.size()));
    hash = Sha256.hex(String.join("\n", hashes.values())).substring(0, HASH_LENGTH);
  }

  /** The one catalogue. */
  public static FeatureCatalogue instance() {
    return INSTANCE;
  }

  /** Name of a vital sign's latest value. */
  public static String last(String vital) {
    return vital + LAST;
  }

  /** Whether a feature is a vital sign's latest value. */
  public static boolean isLast(String feature) {
    return feature.endsWith(LAST);
  }

  /**
   * How many codes a feature has if it is the latest value of a coded observation; 0 of any other.
   */
  public static int codes(String feature) {
    if (!isLast(feature)) {
      return 0;
    }
    String id = feature.substring(0, feature.length() - LAST.length());
    VitalSign vital = VitalSigns.catalogue().find(id);
    return vital == null ? 0 : vital.codes().size();
  }

  /** Whether a feature is of this vital sign. */
  public static boolean isOf(String vital, String feature) {
    return feature.startsWith(vital + '.');
  }

  /** Name of the age of a vital sign's latest value. */
  public static String age(String vital) {
    return vital + ".age";
  }

  /** Name of a statistic over a window. */
  public static String name(String vital, Statistic statistic, Window window) {
    return vital + '.' + statistic.label() + '.' + window.label();
  }

  /** The vital sign that a feature is made of; null if it is of none or of several. */
  public @Nullable String vitalOf(String feature) {
    String first = feature.substring(0, Math.max(0, feature.indexOf('.')));
    return vitals.containsKey(first) ? first : null;
  }

  /** All definitions by name. */
  public SortedMap<String, FeatureDefinition> definitions() {
    return Collections.unmodifiableSortedMap(definitions);
  }

  /** The names of all features, in their order. */
  List<String> names() {
    return names;
  }

  /** Where a feature stands among {@link #names}. */
  int place(String feature) {
    Integer place = places.get(feature);
    if (place == null) {
      throw new IllegalArgumentException(feature + " is not in the catalogue of features");
    }
    return place;
  }

  /** The hash of one definition, or null if there is no such feature. */
  public @Nullable String hash(String feature) {
    return hashes.get(feature);
  }

  /** One hash of all definitions. */
  public String hash() {
    return hash;
  }

  /** The features of a vital sign of the catalogue. */
  VitalFeatures of(String vital) {
    VitalFeatures found = vitals.get(vital);
    if (found == null) {
      throw new IllegalArgumentException("vital sign '" + vital + "' is not in the catalogue");
    }
    return found;
  }

  private void defineStatics() {
    define(AGE, "a", "age in whole years, from the patient's context");
    define(SEX, "1", "administrative sex from the patient's context: 0 female, 1 male");
    define(PREGNANT, "1", "pregnancy from the patient's context: 0 no, 1 yes");
    define(
        WARD,
        "{code}",
        "the ward in the patient's context as the first 32 bits of SHA-256 of its id: only whether"
            + " two are equal means anything");
    define(SPO2_SCALE, "1", "NEWS2 SpO2 scale from the patient's context: 1 or 2");
    define(
        HOURS_SINCE_ADMISSION,
        "h",
        "seconds from admission in the patient's context to now, divided by 3600");
    define(
        SURGICAL, "1", "specialty of the ward from the patient's context: 0 medical, 1 surgical");
    define(
        HOURS_BEFORE_ADMISSION,
        "h",
        "seconds from the admission to the hospital to that to the ward, both from the patient's"
            + " context, divided by 3600; below 0 if the hospital's is later");
  }

  private VitalFeatures defineVital(VitalSign vital) {
    Scale scale = Scale.of(vital);
    String source = vital.id() + ", all sensors together: ";
    String last = last(vital.id());
    String age = age(vital.id());
    define(
        last,
        vital.unit(),
        source
            + "the value measured latest, however old; of one second, that of the sensor whose"
            + " name comes last");
    define(age, "s", source + "seconds from the latest value's measured second to now, at least 0");
    List<VitalFeatures.OverWindow> windows = new ArrayList<>();
    for (Window window : windows(vital.kind())) {
      windows.add(new VitalFeatures.OverWindow(window, defineWindow(vital, source, window)));
    }
    BaselineNames baseline = scale.hasBaseline() ? defineBaseline(vital, scale, source) : null;
    StayNames stay = scale.hasStay() ? defineStay(vital, source) : null;
    return new VitalFeatures(scale, last, age, List.copyOf(windows), baseline, stay);
  }

  private Map<Statistic, String> defineWindow(VitalSign vital, String source, Window window) {
    Map<Statistic, String> names = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.values()) {
      if (statistic.isDefinedFor(vital)) {
        String name = name(vital.id(), statistic, window);
        String text = statistic.text(vital, window);
        define(name, statistic.unit(vital), source + text + "; over " + window.rule());
        names.put(statistic, name);
      }
    }
    return names;
  }

  private BaselineNames defineBaseline(VitalSign vital, Scale scale, String source) {
    BaselineNames names = BaselineNames.of(vital.id());
    String bin = vital.toDecimal(scale.binWidth()).toPlainString();
    define(
        names.centre(),
        vital.unit(),
        source
            + "median (rank ceil(n/2)) of the means of the aligned 900-second cells that have a"
            + " reading, rounded down to steps of precision and then to multiples of "
            + bin
            + "; of the UTC days from 8 days before now's, without the aligned 7200-second blocks"
            + " that ended under 86400 s ago");
    define(
        names.change(),
        vital.unit(),
        "mean over 1 h of " + vital.id() + " minus " + names.centre());
    define(
        names.deviation(),
        "1",
        names.change()
            + " divided by 1.4826 times the median absolute deviation of the same cells from "
            + names.centre()
            + " (at least half of "
            + bin
            + ")");
    define(
        names.hours(),
        "h",
        "how sure " + names.centre() + " is: hours that its cells cover, 0.25 each");
    return names;
  }

  private StayNames defineStay(VitalSign vital, String source) {
    StayNames names = StayNames.of(vital.id());
    String which =
        "; of all readings since the patient was first heard of, or after nine days without any"
            + " reading";
    define(names.count(), "1", source + "number of readings" + which);
    define(names.mean(), vital.unit(), source + "arithmetic mean" + which);
    define(names.min(), vital.unit(), source + "smallest value" + which);
    define(names.max(), vital.unit(), source + "largest value" + which);
    define(names.change(), vital.unit(), last(vital.id()) + " minus " + names.mean());
    return names;
  }

  private static List<Window> windows(Kind kind) {
    return switch (kind) {
      case VITAL -> List.of(Window.values());
      case LAB -> List.of(Window.HOURS_24);
      case OBSERVATION, TECHNICAL -> List.of();
    };
  }

  private void define(String name, String unit, String text) {
    definitions.put(name, new FeatureDefinition(name, unit, text));
  }
}
