package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.monitoring.Distribution;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.risk.Calibration;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.system.ModelCommands.Ran;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shadow that warns of everybody, on a ward that becomes another one and itself again: what the
 * live monitors, and through them the command line and a webhook, say of it.
 */
class ModelMonitorTest {
  private static final String MODEL = "sepsis-logistic";
  private static final String SHADOW = MODEL + ":alarmed";
  private static final long HOUR = 3_600;
  private static final int DRIFT_HOURS = 12;
  private static final List<String> PATIENTS =
      IntStream.range(0, 12).mapToObj(i -> "p-" + i).toList();

  @TempDir private Path folder;
  private Path data;
  private TestWorld world;
  private int hour;

  @Test
  void driftComesAndGoes_aShadowDisagrees_andOutcomesAreCounted() throws Exception {
    data = folder.resolve("data");
    try (CallReceiver webhook = new CallReceiver();
        TestWorld opened = TestWorld.recorded(data, settings(webhook))) {
      world = opened;
      PATIENTS.forEach(patient -> world.admit(patient, MonitoringPlan.NONE));
      byte[] bundle = bundle();
      Path file = Files.write(folder.resolve("alarmed.zip"), bundle);
      assertThat(vigil("deploy", file.toString()).code()).isZero();
      world.awaitRunning(ScoringJob.nameOf(Bundles.id(bundle)));

      // hearts beat otherwise than in training
      play(DRIFT_HOURS, patient -> 45);
      awaitOpen(true, "input-drift");
      awaitOpen(true, "disagreement");
      assertThat(vigil("list").out()).contains("model/" + SHADOW + " input-drift since");
      awaitTold(webhook, "input-drift raised low");
      awaitTold(webhook, "disagreement raised low");
      assertThat(because(webhook, "input-drift")).contains("heart-rate.last");
      await("all is counted").atMost(TestWorld.PATIENCE).untilAsserted(this::requireAllCounted);

      // and as in training again
      play(6, patient -> 60 + (7 * patient + 3 * hour) % 40);
      awaitOpen(false, "input-drift");
      awaitTold(webhook, "input-drift cleared low");
      awaitOpen(true, "disagreement");
      assertThat(vigil("show", SHADOW).out())
          .contains("within   input-drift", "beyond   disagreement", "heart-rate.last");

      // what became of the patients
      assertThat(vigil("outcomes", outcomes().toString()).out())
          .contains("12 outcomes recorded, 0 were known");
      assertThat(vigil("outcomes", outcomes().toString()).out())
          .contains("0 outcomes recorded, 12 were known");
      play(1, patient -> 80);
      await("outcomes are counted")
          .atMost(TestWorld.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(vigil("show", SHADOW).out())
                      .contains("of 12 patients, 4 with the event", "too few: 4 of 10 events"));

      // a version that doesn't run has no alerts
      assertThat(vigil("retire", SHADOW).code()).isZero();
      play(1, patient -> 80);
      awaitOpen(false, "disagreement");
      assertThat(world.topics().transitions())
          .as("a shadow raises no alert of a patient")
          .noneMatch(
              t ->
                  t.evidence().score() != null && t.evidence().score().version().equals("alarmed"));
    }
  }

  private static Map<String, String> settings(CallReceiver webhook) {
    return Map.of("webhook.url", webhook.url(), "webhook.origins", "replay");
  }

  /** The webhook was told of the shadow, and once. */
  private static void awaitTold(CallReceiver webhook, String what) {
    await("the webhook hears of " + what)
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(told(webhook))
                    .map(alert -> alert.condition() + " " + said(alert))
                    .containsOnlyOnce(what));
  }

  private static String said(TechnicalAlert alert) {
    return (alert.state() + " " + alert.priority()).toLowerCase(Locale.ROOT);
  }

  private static String because(CallReceiver webhook, String condition) {
    return told(webhook).stream()
        .filter(alert -> alert.condition().equals(condition))
        .findFirst()
        .orElseThrow()
        .because();
  }

  private static List<TechnicalAlert> told(CallReceiver webhook) {
    return webhook.bodies.stream()
        .map(ModelMonitorTest::technical)
        .filter(alert -> alert.subject().equals("model/" + SHADOW))
        .toList();
  }

  private static TechnicalAlert technical(String body) {
    try {
      return Json.decode(body.getBytes(UTF_8), TechnicalAlert.class);
    } catch (MalformedRecordException e) {
      throw new AssertionError(body, e);
    }
  }

  private void requireAllCounted() throws Exception {
    JsonNode shown = Json.mapper().readTree(vigil("show", SHADOW, "--json").out());
    assertThat(shown.at("/monitor/rows").asInt()).isEqualTo(DRIFT_HOURS * PATIENTS.size());
    assertThat(shown.at("/monitor/inputs/0/psi").asDouble()).isGreaterThan(4);
    assertThat(shown.at("/monitor/disagreement/different_decisions").asDouble()).isGreaterThan(0.5);
  }

  private Ran vigil(String... words) {
    return ModelCommands.run(data, words);
  }

  /** One heart rate an hour of everybody. */
  private void play(int hours, IntUnaryOperator rate) {
    for (int end = hour + hours; hour < end; hour++) {
      long now = START + hour * HOUR + 60;
      world.tick(now);
      for (int patient = 0; patient < PATIENTS.size(); patient++) {
        String value = Integer.toString(rate.applyAsInt(patient));
        world.send(PATIENTS.get(patient), "heart-rate", value, now);
      }
      world.tick(now + 61);
      world.awaitPassed(now + 61);
    }
  }

  private void awaitOpen(boolean expected, String condition) {
    await(condition + (expected ? " is raised" : " is over"))
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        world.world().technical().open().stream()
                            .filter(alert -> alert.subject().equals("model/" + SHADOW))
                            .map(TechnicalAlert::condition)
                            .toList()
                            .contains(condition))
                    .isEqualTo(expected));
  }

  /** The built-in model, sure of sepsis in everybody, that learned from hearts of 60 to 99. */
  private static byte[] bundle() throws Exception {
    double[] rates = IntStream.range(0, 4_000).mapToDouble(i -> 60 + i % 40).toArray();
    Reference reference =
        new Reference(
            "made up",
            500,
            rates.length,
            new TreeMap<>(Map.of("heart-rate.last", Distribution.of(rates))),
            null);
    try (InputStream in = BuiltInModels.class.getResourceAsStream(BuiltInModels.SEPSIS)) {
      byte[] alarmed =
          Bundles.recalibrated(
              in.readAllBytes(), "alarmed", new Calibration(20, 0.001), 0.5, Map.of());
      return Bundles.withReference(alarmed, reference);
    }
  }

  /** Every third has had sepsis in the eighth hour. */
  private Path outcomes() throws Exception {
    StringBuilder csv = new StringBuilder("patient,label,occurred,at\n");
    String at = Instant.ofEpochSecond(START + 8 * HOUR).toString();
    for (int i = 0; i < PATIENTS.size(); i++) {
      csv.append(PATIENTS.get(i)).append(",sepsis,").append(i % 3 == 0).append(',').append(at);
      csv.append('\n');
    }
    return Files.writeString(folder.resolve("outcomes.csv"), csv);
  }
}
