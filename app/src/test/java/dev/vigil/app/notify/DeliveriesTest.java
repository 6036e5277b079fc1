package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.OutputNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final String WEBHOOK = "webhook";

  @TempDir private Path folder;
  private long now = 1_000;

  @Test
  void restart_keepsBeginningsNumbersAndTrouble() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      before.begin(WEBHOOK, Map.of(0, 12L, 3, 7L));
      done(before, WEBHOOK, "ann", 5, Outcome.DELIVERED);
      before.failed(WEBHOOK, "http-503");
      now = 2_000;
      before.failed(WEBHOOK, "timed-out");
    }

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(after.hasBegun(WEBHOOK)).isTrue();
      assertThat(after.beginning(WEBHOOK, 0)).isEqualTo(12);
      assertThat(after.beginning(WEBHOOK, 1)).isZero();
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(5));
      assertThat(after.last(WEBHOOK, "bob")).isNull();
      assertThat(after.trouble(WEBHOOK)).contains(new Trouble(1_000, "timed-out"));
      assertThat(after.hasBegun("log")).isFalse();
    }
  }

  @Test
  void delivery_endsTheTrouble_refusalDoesNot() throws IOException {
    try (Deliveries deliveries = deliveries()) {
      assertThat(deliveries.failed(WEBHOOK, "http-503")).isTrue();
      assertThat(deliveries.failed(WEBHOOK, "http-503")).isFalse();

      done(deliveries, WEBHOOK, "ann", 5, Outcome.REFUSED);
      assertThat(deliveries.trouble(WEBHOOK)).contains(new Trouble(1_000, "detail"));

      done(deliveries, WEBHOOK, "ann", 6, Outcome.DELIVERED);
      assertThat(deliveries.trouble(WEBHOOK)).isEmpty();
    }
    try (Deliveries restarted = deliveries()) {
      assertThat(restarted.trouble(WEBHOOK)).isEmpty();
    }
  }

  @Test
  void start_keepsTheLastLineOfEachPatientOnly() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      before.begin(WEBHOOK, Map.of());
      for (int i = 0; i < 500; i++) {
        done(before, WEBHOOK, "patient-" + i % 2, i, Outcome.DELIVERED);
        done(before, "log", "patient-0", i, Outcome.DELIVERED);
      }
    }
    assertThat(lines()).isEqualTo(1001);

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(lines()).isEqualTo(4);
      assertThat(after.last(WEBHOOK, "patient-0")).isEqualTo(number(498));
      assertThat(after.last(WEBHOOK, "patient-1")).isEqualTo(number(499));
      assertThat(after.last("log", "patient-0")).isEqualTo(number(499));
    }
  }

  @Test
  void lineThatAKillCutOff_isAsIfItHadNotBeen_andHarmsNoOther() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      done(before, WEBHOOK, "ann", 5, Outcome.DELIVERED);
    }
    Files.writeString(file(), "{\"type\":\"done\",\"chan", StandardOpenOption.APPEND);

    // when
    try (Deliveries after = deliveries()) {
      done(after, WEBHOOK, "bob", 6, Outcome.DELIVERED);
    }

    // then
    try (Deliveries again = deliveries()) {
      assertThat(again.last(WEBHOOK, "ann")).isEqualTo(number(5));
      assertThat(again.last(WEBHOOK, "bob")).isEqualTo(number(6));
    }
  }

  @Test
  void firstFormOfTheFile_isStillRead() throws IOException {
    // given
    Files.writeString(
        file(),
        "\n{\"channel\":\"webhook\",\"patient\":\"ann\",\"number\":\"5:100:0\",\"alert\":\"a\","
            + "\"sequence\":1,\"delivered\":true,\"attempts\":1,\"detail\":\"http-204\"}\n");

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(5));
      assertThat(after.hasBegun(WEBHOOK)).isTrue();
      assertThat(after.beginning(WEBHOOK, 0)).isZero();
    }
  }

  private Deliveries deliveries() {
    return new Deliveries(folder, () -> now);
  }

  private Path file() {
    return folder.resolve("deliveries.jsonl");
  }

  private long lines() throws IOException {
    return Files.readAllLines(file()).size();
  }

  private static void done(
      Deliveries deliveries, String channel, String patient, long offset, Outcome outcome) {
    deliveries.done(
        channel,
        number(offset),
        Transitions.of(patient, "alert", 1, State.ACTIVE),
        new Delivery(outcome, 1, "detail"));
  }

  private static OutputNumber number(long offset) {
    return new OutputNumber(offset, 100, 0);
  }
}
