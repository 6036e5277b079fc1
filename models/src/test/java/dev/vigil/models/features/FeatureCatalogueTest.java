package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class FeatureCatalogueTest {
  private final FeatureCatalogue catalogue = FeatureCatalogue.instance();

  @Test
  void names_areWhatModelsWereTrainedWith() {
    assertThat(catalogue.definitions())
        .containsKeys(
            "heart-rate.last",
            "heart-rate.age",
            "heart-rate.mean.1h",
            "body-temperature.slope.8h",
            "spo2.count.5m",
            "lactate.sd.24h",
            "consciousness.last",
            "static.spo2-scale",
            "static.hours-since-admission")
        .doesNotContainKeys("lactate.mean.1h", "consciousness.mean.24h");
  }

  @Test
  void definitions_all_haveUnitTextAndAHashOfTheirOwn() {
    assertThat(catalogue.definitions().values())
        .allSatisfy(
            definition -> {
              assertThat(definition.unit()).isNotBlank();
              assertThat(definition.text()).hasSizeGreaterThan(20);
              assertThat(catalogue.hash(definition.name())).isEqualTo(definition.hash());
            })
        .extracting(FeatureDefinition::hash)
        .doesNotHaveDuplicates();
    assertThat(catalogue.hash()).hasSize(16);
  }

  @Test
  void definition_ofAWindow_namesItsCellsAndItsBounds() {
    assertThat(catalogue.definitions().get("heart-rate.slope.8h").text())
        .contains("least-squares")
        .contains("900-second cells")
        .contains("(now - 28800 s, now + 60 s]");
    assertThat(catalogue.definitions().get("heart-rate.slope.8h").unit()).isEqualTo("/min/h");
  }

  @Test
  void hashes_doNotDependOnTheHostsLocale() {
    // given
    Locale before = Locale.getDefault();
    String hash = new FeatureDefinition("a", "b", Window.HOURS_24.rule()).hash();

    // when
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    String elsewhere = new FeatureDefinition("a", "b", Window.HOURS_24.rule()).hash();
    Locale.setDefault(before);

    // then
    assertThat(elsewhere).isEqualTo(hash);
  }
}
