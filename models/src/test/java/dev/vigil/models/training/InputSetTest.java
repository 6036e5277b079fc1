package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.trees.TreeFeatures;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InputSetTest {
  @Test
  void transferable_knowsNoCountsAgesAndStays() {
    assertThat(features(InputSet.TRANSFERABLE))
        .contains("heart-rate.last", "lactate.last", "leukocytes.max.24h", "static.age")
        .noneMatch(feature -> feature.matches(".*\\.(count|gap|coverage)\\..*"))
        .noneMatch(feature -> feature.endsWith(".age") && !feature.equals("static.age"))
        .doesNotContain(
            "static.hours-since-admission",
            "static.hours-before-admission",
            "static.surgical",
            "heart-rate.baseline.hours");
  }

  @Test
  void vitals_areWhatAWearableKnows() {
    assertThat(features(InputSet.VITALS))
        .contains("heart-rate.count.8h", "across.shock-index", "static.hours-since-admission")
        .doesNotContain("lactate.last", "fio2.last", "etco2.age", "across.rox", "static.surgical");
    assertThat(features(InputSet.VITAL_VALUES))
        .contains("heart-rate.last", "static.age")
        .doesNotContain("heart-rate.count.8h", "static.hours-since-admission");
  }

  @Test
  void pattern_hasNoValue_andWithTheValuesItIsEverything() {
    assertThat(features(InputSet.PATTERN))
        .contains("lactate.age", "heart-rate.gap.24h", "heart-rate.baseline.hours")
        .noneMatch(feature -> feature.endsWith(".last") || feature.startsWith("static."));
    Set<String> parts = new TreeSet<>(features(InputSet.PATTERN));
    parts.addAll(features(InputSet.TRANSFERABLE));
    parts.addAll(features(InputSet.ADMINISTRATIVE));
    assertThat(parts).hasSameElementsAs(features(InputSet.FULL));
    assertThat(features(InputSet.LENGTH_OF_STAY)).containsExactly("static.hours-since-admission");
  }

  private static List<String> features(InputSet inputs) {
    return TreeFeatures.all().stream().filter(inputs::includes).toList();
  }
}
