package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VitalSignsTest {
  /**
   * The UCUM codes in use, case-sensitive; what stands in braces is an annotation of the unit 1.
   */
  private static final Set<String> UCUM =
      Set.of(
          "/min",
          "%",
          "Cel",
          "{score}",
          "mm[Hg]",
          "L/min",
          "mmol/L",
          "[pH]",
          "U/L",
          "mg/dL",
          "ng/mL",
          "g/dL",
          "s",
          "mL",
          "mm",
          "{code}",
          "{count}",
          "10*3/uL",
          "{ACVPU}",
          "{device}");

  /** Laboratory values whose code is not the MIMIC map's, and why ours is right for us. */
  private static final Map<String, String> OTHER_CODE_THAN_MIMIC =
      Map.of(
          "ph", "ours is of arterial blood, the map has 11558-4 of any blood",
          "paco2", "ours is of arterial blood, the map has 11557-6 of any blood",
          "pao2", "ours is of arterial blood, the map has 11556-8 of any blood",
          "sao2", "ours is of arterial blood, the map has 20564-1 of any blood",
          "calcium", "ours is by mass (mg/dL), the map has 2000-8 by amount (mmol/L)",
          "magnesium", "ours is by mass (mg/dL), the map has 2601-3 by amount (mmol/L)",
          "lactate", "ours is of serum or plasma, the map has 32693-4 of blood",
          "aptt", "ours is of platelet poor plasma, the map has 3173-2 of blood",
          "leukocytes", "ours is by automated count, the map has 804-5 by manual count");

  static Collection<VitalSign> entries() {
    return VitalSigns.catalogue().all();
  }

  static List<VitalSign> coded() {
    return entries().stream().filter(VitalSign::isCoded).toList();
  }

  static List<VitalSign> labs() {
    return entries().stream().filter(v -> v.kind() == VitalSign.Kind.LAB).toList();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void loincCode_endsInItsCheckDigit(VitalSign vital) {
    if (vital.loinc() == null) {
      assertThat(vital.doc()).as("why there is none").contains("LOINC");
      return;
    }

    assertThat(vital.loinc()).matches("[0-9]{3,6}-[0-9]");
    assertThat(vital.loinc()).endsWith("-" + mod10(vital.loinc().split("-", 2)[0]));
  }

  /** LOINC Users' Guide, appendix "Calculating Mod 10 check digits" (Luhn's algorithm). */
  private static int mod10(String digits) {
    int sum = 0;
    boolean doubled = true;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      int product = doubled ? 2 * digit : digit;
      sum += product / 10 + product % 10;
      doubled = !doubled;
    }
    return (10 - sum % 10) % 10;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void unit_isUcum(VitalSign vital) {
    assertThat(UCUM).contains(vital.unit());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void entry_isDocumented(VitalSign vital) {
    assertThat(vital.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(vital.name()).isNotBlank();
    assertThat(vital.doc()).hasSizeGreaterThan(15).endsWith(".");
    if (!vital.bands().isEmpty()) {
      assertThat(vital.doc()).as("source of the bands").containsPattern("20[0-9]{2}");
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void rangeAndBands_areWholeStepsInOrder(VitalSign vital) {
    assertThat(vital.low()).isLessThan(vital.high());
    assertThat(vital.bands()).isSorted().doesNotHaveDuplicates();
    assertThat(vital.bands()).allMatch(band -> vital.isPlausible(band));
    for (BigDecimal value : vital.bands()) {
      assertThat(vital.toDecimal(vital.toSteps(value))).isEqualByComparingTo(value);
    }
    assertThat(vital.toDecimal(vital.toSteps(vital.low()))).isEqualByComparingTo(vital.low());
    assertThat(vital.toDecimal(vital.toSteps(vital.high()))).isEqualByComparingTo(vital.high());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hysteresis_isSmallerThanTheDistanceOfBands(VitalSign vital) {
    if (vital.bands().isEmpty()) {
      assertThat(vital.bandHysteresis()).isNull();
      return;
    }
    assertThat(vital.bandHysteresis()).isNotNull().isNotNegative();
    IntStream.range(1, vital.bands().size())
        .mapToObj(i -> vital.bands().get(i).subtract(vital.bands().get(i - 1)))
        .forEach(distance -> assertThat(vital.bandHysteresis()).isLessThan(distance));
  }

  @ParameterizedTest
  @MethodSource("coded")
  void codes_areTheWholeNumbersOfTheRange(VitalSign vital) {
    assertThat(vital.decimals()).isZero();
    assertThat(vital.low()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(vital.high()).isEqualByComparingTo(BigDecimal.valueOf(vital.codes().size() - 1));
    assertThat(vital.codes()).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z-]+"));
  }

  @Test
  void entry_isFoundByIdAndCode() {
    VitalSigns catalogue = VitalSigns.catalogue();

    assertThat(catalogue.find("heart-rate")).isSameAs(catalogue.findByLoinc("8867-4"));
    assertThat(catalogue.find("mood")).isNull();
    assertThat(catalogue.findByLoinc("0-0")).isNull();
    assertThatThrownBy(() -> catalogue.get("mood")).hasMessageContaining("not in the catalogue");
  }

  @Test
  void laboratoryCodes_areTheMimicMapsOrHaveAReason() throws IOException {
    Path map = data().resolve("mimic3-demo-labs/D_LABITEMS.csv.gz");
    assumeTrue(
        Files.exists(map),
        "left out: the LOINC map of mimic3-demo-labs is not here, set VIGIL_DATA to the data");
    Set<String> known = loincCodes(map);

    Set<String> unknown =
        labs().stream()
            .filter(lab -> !known.contains(lab.loinc()))
            .map(VitalSign::id)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unknown).containsExactlyInAnyOrderElementsOf(OTHER_CODE_THAN_MIMIC.keySet());
  }

  private static Path data() {
    String given = System.getenv("VIGIL_DATA");
    return given == null ? Path.of("../../shared/data") : Path.of(given);
  }

  private static Set<String> loincCodes(Path gzip) throws IOException {
    Pattern code = Pattern.compile("\"([0-9]+-[0-9])\"$");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), UTF_8))) {
      return lines
          .lines()
          .flatMap(line -> code.matcher(line).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    }
  }
}
