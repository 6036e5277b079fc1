package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.Numbered;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final String WEBHOOK = "webhook";

  private static final TechnicalAlert DRIFT =
      TechnicalAlert.raised(null, "model/m:1", "drift", Priority.LOW, 900, "It drifts", "Look.");

  @TempDir private Path folder;
  private long now = 1_000;

  @Test
  void restart_keepsBeginningsNumbersAndTrouble() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      before.begin(WEBHOOK, Set.of(Origin.REAL), Map.of(0, 12L, 3, 7L));
      done(before, WEBHOOK, "ann", 5, Outcome.DELIVERED);
      before.failed(WEBHOOK, "http-503");
      now = 2_000;
      before.failed(WEBHOOK, "timed-out");
    }

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(after.hasBegun(WEBHOOK, Origin.REAL)).isTrue();
      assertThat(after.hasBegun(WEBHOOK, Origin.TRAINING)).isFalse();
      assertThat(after.beginning(WEBHOOK, Origin.REAL, 0)).isEqualTo(12);
      assertThat(after.beginning(WEBHOOK, Origin.REAL, 1)).isZero();
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(5));
      assertThat(after.last(WEBHOOK, "bob")).isNull();
      assertThat(after.trouble(WEBHOOK)).contains(new Trouble(1_000, "timed-out"));
      assertThat(after.hasBegun("log", Origin.REAL)).isFalse();
    }
  }

  /** It raised an alert a day later, of a receiver that was set right, and nothing ended it. */
  @Test
  void channelThatIsTakenOut_leavesNoTroubleBehind() throws IOException {
    try (Deliveries deliveries = deliveries()) {
      deliveries.begin(WEBHOOK, Set.of(Origin.REAL, Origin.DEMO), Map.of());
      deliveries.failed(WEBHOOK, "http-503");

      deliveries.marked(WEBHOOK, Set.of(Origin.REAL));
      assertThat(deliveries.trouble(WEBHOOK)).as("it is still there for some").isPresent();

      deliveries.configured(Set.of("email"));
      assertThat(deliveries.trouble(WEBHOOK)).isEmpty();
    }
    try (Deliveries after = deliveries()) {
      assertThat(after.trouble(WEBHOOK)).isEmpty();
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

  /** The notifier would not start any more: no channel, and no alert by any. */
  @Test
  void line_thatAFullDiskCutOffInACharacter_isLeftOut() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      done(before, WEBHOOK, "ann", 5, Outcome.DELIVERED);
    }
    byte[] half = {'{', '"', (byte) 0xE5};
    Files.write(file(), half, StandardOpenOption.APPEND);

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(5));
    }
  }

  @Test
  void start_keepsTheLastLineOfEachPatient_andTheLatestOfAll() throws IOException {
    // given
    int many = 2 * DeliveryBook.RECENT;
    try (Deliveries before = deliveries()) {
      before.begin(WEBHOOK, Set.of(Origin.REAL), Map.of());
      done(before, WEBHOOK, "early", 0, Outcome.DELIVERED);
      for (int i = 1; i <= many; i++) {
        done(before, WEBHOOK, "patient-" + i % 2, i, Outcome.DELIVERED);
      }
    }
    assertThat(lines()).isEqualTo(many + 2);

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(lines()).isEqualTo(DeliveryBook.RECENT + 2);
      assertThat(after.last(WEBHOOK, "early")).isEqualTo(number(0));
      assertThat(after.last(WEBHOOK, "patient-0")).isEqualTo(number(many));
      assertThat(after.last(WEBHOOK, "patient-1")).isEqualTo(number(many - 1));
      assertThat(after.recent()).hasSize(DeliveryBook.RECENT);
    }
  }

  /** A ward that is never started anew filled the disk with what its channels were told. */
  @Test
  void fileThatHasBecomeLong_isWrittenAnew_whileVigilRuns() throws IOException {
    try (Deliveries deliveries = deliveries()) {
      for (int i = 1; i <= Deliveries.MOST_LINES + 1; i++) {
        done(deliveries, WEBHOOK, "ann", i, Outcome.DELIVERED);
      }
      assertThat(lines()).isEqualTo(DeliveryBook.RECENT);
      done(deliveries, WEBHOOK, "bob", 5, Outcome.DELIVERED);
    }
    try (Deliveries after = deliveries()) {
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(Deliveries.MOST_LINES + 1));
      assertThat(after.last(WEBHOOK, "bob")).isEqualTo(number(5));
    }
  }

  @Test
  void refusedOne_isKeptWholeUntilItIsToldAfterAll() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      done(before, WEBHOOK, "ann", 5, Outcome.REFUSED);
      before.done(WEBHOOK, DRIFT, new Delivery(Outcome.REFUSED, 1, "http-422"));
      done(before, WEBHOOK, "ann", 6, Outcome.DELIVERED);
    }

    // when
    try (Deliveries after = deliveries()) {
      List<Letter> letters = after.letters();

      // then
      assertThat(letters)
          .extracting(Letter::letter)
          .containsExactly("alert/1", "technical/model/m:1/drift/1");
      assertThat(letters.get(0).alert()).isEqualTo(Transitions.of("ann", "alert", 1, State.ACTIVE));
      assertThat(letters.get(1).technical()).isEqualTo(DRIFT);
      assertThat(after.toldOf(WEBHOOK, DRIFT.key())).isEqualTo(1);

      // when
      after.redriven(letters.get(0), new Delivery(Outcome.REFUSED, 2, "http-400"));
      after.redriven(letters.get(1), new Delivery(Outcome.DELIVERED, 1, "http-200"));
    }

    // then
    try (Deliveries again = deliveries()) {
      assertThat(again.letters()).hasSize(1);
      assertThat(again.letters().get(0).attempts()).isEqualTo(3);
      assertThat(again.letters().get(0).detail()).isEqualTo("http-400");
      assertThat(again.recent()).hasSize(5);
      assertThat(again.last(WEBHOOK, "ann")).isEqualTo(number(6));
    }
  }

  @Test
  void closedOne_isKeptNoMore_alsoOverARestart_andTheFileSaysWhoAndWhy() throws IOException {
    try (Deliveries before = deliveries()) {
      done(before, WEBHOOK, "ann", 5, Outcome.REFUSED);
      Letter letter = before.letters().get(0);
      assertThat(before.has(letter)).isTrue();
      before.closed(letter, "a.lin", "its server is gone");
      assertThat(before.has(letter)).isFalse();
      assertThat(Files.readString(file())).contains("a.lin").contains("its server is gone");
    }
    try (Deliveries after = deliveries()) {
      assertThat(after.letters()).isEmpty();
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(5));
    }
  }

  @Test
  void messageOfSeveral_isDoneAsAWhole_alsoIfAKillCutsOffItsOtherLines() throws IOException {
    // given
    try (Deliveries before = deliveries()) {
      before.done(
          WEBHOOK,
          List.of(
              new Numbered(number(5), Transitions.of("ann", "a", 1, State.ACTIVE)),
              new Numbered(number(6), Transitions.of("ann", "b", 1, State.ACTIVE))),
          new Delivery(Outcome.DELIVERED, 1, "sent"));
      assertThat(before.last(WEBHOOK, "ann")).isEqualTo(number(6));
    }
    List<String> written = Files.readAllLines(file());

    // when
    Files.write(file(), written.subList(0, 1));

    // then
    try (Deliveries after = deliveries()) {
      assertThat(written).hasSize(2);
      assertThat(after.last(WEBHOOK, "ann")).isEqualTo(number(6));
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
  void beginningOfBeforeOriginsWereTold_isOfAllOfThem() throws IOException {
    // given
    Files.writeString(
        file(), "{\"type\":\"began\",\"channel\":\"webhook\",\"offsets\":{\"0\":12}}\n");

    // when
    try (Deliveries after = deliveries()) {

      // then
      assertThat(after.beginning(WEBHOOK, Origin.REAL, 0)).isEqualTo(12);
      assertThat(after.beginning(WEBHOOK, Origin.TRAINING, 0)).isEqualTo(12);
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
      assertThat(after.hasBegun(WEBHOOK, Origin.REAL)).isTrue();
      assertThat(after.beginning(WEBHOOK, Origin.REAL, 0)).isZero();
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
        List.of(new Numbered(number(offset), Transitions.of(patient, "alert", 1, State.ACTIVE))),
        new Delivery(outcome, 1, "detail"));
  }

  private static OutputNumber number(long offset) {
    return new OutputNumber(offset, 100, 0);
  }
}
