package dev.vigil.models.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.models.TestData;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Test cases of others: openEHR GDL2 guidelines. They take what isn't there for normal; Vigil gives
 * a range, whose low end is then theirs. Those of NEWS2 are in {@link News2Test}.
 */
class PublishedScoresTest {
  private static final OutputNumber NUMBER = new OutputNumber(7, 1_700_000_000L, 0);

  /** {@code gt0013|FiO2: 21,%} or, with a name that has a colon, in quotes. */
  private static final Pattern LINE =
      Pattern.compile(" +'?gt\\d+\\|(?<name>.+?)'?: (?<value>[^:]+?)(,[^,]*)?");

  private static final double MICROMOL_PER_MG_CREATININE = 88.42;

  /** One case: what goes in and what is expected, by the names of the guideline. */
  private record Case(String id, Map<String, String> input, Map<String, String> expected) {}

  @Test
  void mews_ofEachCase_isThePublishedOneWithoutUrine() throws IOException {
    for (String line : lines("scores/mews_vectors.csv").subList(1, 8)) {
      String[] column = line.replaceFirst("\"[^\"]*\",", "case,").split(",", 11);
      Map<String, Double> vitals = new TreeMap<>();
      put(vitals, "respiratory-rate", column[2]);
      put(vitals, "heart-rate", column[3]);
      put(vitals, "systolic-pressure", column[4]);
      put(vitals, "body-temperature", column[5]);
      boolean confused = column[6].equals("A") && column[7].equals("1");
      vitals.put("consciousness", confused ? 1.0 : "ACVPU".indexOf(column[6]));
      double urine = line.contains("\"Urine output/24 hr\"\": \"\"1") ? 1 : 0;

      Score score = new Mews().score(vector(vitals), NUMBER);

      assertThat(ScoreInputs.low(score)).as(line).isEqualTo(Double.parseDouble(column[9]) - urine);
      boolean all = vitals.size() == 5;
      assertThat(score.outcome()).as(line).isEqualTo(all ? Outcome.SCORE : Outcome.RANGE);
    }
  }

  @Test
  void qsofa_ofEachCase_isThePublishedOne() throws IOException {
    List<Case> cases = cases("qSOFA.v1");
    cases.addAll(cases("Quick_SOFA_guideline.v1"));
    for (Case one : cases) {
      Map<String, Double> vitals = new TreeMap<>();
      one.input.forEach((name, value) -> putQuickSofa(vitals, name, value.startsWith("1")));

      Score score = new QuickSofa().score(vector(vitals), NUMBER);

      assertThat(score.value()).as(one.id).isEqualTo(expected(one, "Total Score", "qSOFA Score"));
    }
    assertThat(cases).hasSize(3);
  }

  private static void putQuickSofa(Map<String, Double> vitals, String name, boolean met) {
    if (name.contains("entation") || name.contains("mental")) {
      vitals.put("consciousness", met ? 1.0 : 0.0);
    } else if (name.contains("Respirat")) {
      vitals.put("respiratory-rate", met ? 22.0 : 21.0);
    } else {
      vitals.put("systolic-pressure", met ? 100.0 : 101.0);
    }
  }

  @Test
  void sirs_ofEachCase_isThePublishedOne() throws IOException {
    List<Case> cases = cases("SIRS_Sepsis_Septic_Shock_Criteria_guideline.v1");
    for (Case one : cases) {
      Map<String, Double> vitals = new TreeMap<>(Map.of("paco2", 40.0));
      one.input.forEach((name, value) -> putSirs(vitals, name, value.startsWith("1")));

      Score score = new Sirs().score(vector(vitals), NUMBER);

      assertThat(score.value()).as(one.id).isEqualTo(expected(one, "Total score"));
    }
    assertThat(cases).hasSize(3);
  }

  private static void putSirs(Map<String, Double> vitals, String name, boolean met) {
    if (name.startsWith("Temp")) {
      vitals.put("body-temperature", met ? 38.1 : 38.0);
    } else if (name.startsWith("Heart rate")) {
      vitals.put("heart-rate", met ? 91.0 : 90.0);
    } else if (name.startsWith("Respiratory rate")) {
      vitals.put("respiratory-rate", met ? 21.0 : 20.0);
    } else if (name.startsWith("WBC")) {
      vitals.put("leukocytes", met ? 12.1 : 12.0);
    }
  }

  /**
   * Where a published case contradicts the table of Vincent et al., the table wins: a ratio of
   * exactly 100 is not below 100, and more than 2 needs respiratory support, of which the cases say
   * nothing.
   */
  @Test
  void sofa_ofEachCase_isThePublishedOneOrTheTables() throws IOException {
    List<Case> cases = cases("SOFA.v1");
    for (Case one : cases) {
      Map<String, Double> vitals = new TreeMap<>();
      one.input.forEach((name, value) -> putSofa(vitals, name, Double.parseDouble(value)));

      Score score = new Sofa().score(vector(vitals), NUMBER);

      boolean contradicts = one.id.equals("pf<=100");
      assertThat(ScoreInputs.low(score))
          .as(one.id)
          .isEqualTo(contradicts ? 2 : expected(one, "Total score"));
      if (contradicts) {
        assertThat(score.missing()).contains("oxygen-device.last");
      }
    }
    assertThat(cases).hasSizeGreaterThan(6);
  }

  private static void putSofa(Map<String, Double> vitals, String name, double value) {
    switch (name) {
      case "GCS Total score" -> vitals.put("glasgow-coma-scale", value);
      case "Total Bilirubin (mg/dL)" -> vitals.put("bilirubin-total", value);
      case "PaO2 (mmHg)" -> vitals.put("pao2", value);
      case "FiO2" -> vitals.put("fio2", value);
      case "Platelet count (10*9/L)" -> vitals.put("platelets", value);
      case "Creatinine Result" -> vitals.put("creatinine", value / MICROMOL_PER_MG_CREATININE);
      default -> assertThat(name).isEqualTo("Total urine output/24 hr"); // no input of Vigil
    }
  }

  private static double expected(Case one, String... names) {
    for (String name : names) {
      if (one.expected.containsKey(name)) {
        return Double.parseDouble(one.expected.get(name));
      }
    }
    throw new AssertionError("no " + List.of(names) + " in " + one);
  }

  private static List<Case> cases(String guideline) throws IOException {
    List<Case> cases = new ArrayList<>();
    Map<String, String> part = new TreeMap<>();
    for (String line : lines("scores/gdl2/" + guideline + ".test.yml")) {
      Matcher field = LINE.matcher(line.replaceFirst("\\|local::.*", ""));
      if (line.startsWith("- id: ")) {
        cases.add(new Case(line.substring("- id: ".length()), new TreeMap<>(), new TreeMap<>()));
      } else if (line.trim().equals("input:")) {
        part = cases.get(cases.size() - 1).input;
      } else if (line.trim().equals("expected_output:")) {
        part = cases.get(cases.size() - 1).expected;
      } else if (field.matches()) {
        part.put(field.group("name").strip(), field.group("value"));
      }
    }
    return cases;
  }

  private static List<String> lines(String name) throws IOException {
    Optional<Path> file = TestData.find(name);
    assumeThat(file).as("left out: %s is not there", name).isPresent();
    return Files.readAllLines(file.orElseThrow());
  }

  private static void put(Map<String, Double> vitals, String vital, String value) {
    if (!value.isEmpty()) {
      vitals.put(vital, Double.valueOf(value));
    }
  }

  private static dev.vigil.schemas.FeatureVector vector(Map<String, Double> vitals) {
    return ScoreInputs.vector(ScoreInputs.features(vitals));
  }
}
