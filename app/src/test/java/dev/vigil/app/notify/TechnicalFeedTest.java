package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TechnicalFeedTest {
  private static final TechnicalAlert DRIFT = raised("model/m:1", "drift", 100);
  private static final TechnicalAlert OWN = raised("channel/mail", "undelivered", 110);
  private static final TechnicalAlert OTHER = raised("channel/webhook", "undelivered", 120);

  @TempDir private Path folder;
  private final Mail mail = new Mail();
  private final List<TechnicalAlert> log = new ArrayList<>();
  private Deliveries memory;

  @BeforeEach
  void open() {
    memory = new Deliveries(folder, () -> 1_000);
  }

  @AfterEach
  void close() throws IOException {
    memory.close();
  }

  @Test
  void whatIsWrong_isToldOnce_andThatItIsOver_alsoOverARestart() throws IOException {
    // given
    log.add(DRIFT);
    TechnicalFeed first = started(Origin.REAL);
    first.take(record(OTHER));
    pass(first, 200);
    log.add(OTHER);

    // when
    memory.close();
    open();
    log.add(DRIFT.cleared(300, "It is over"));
    started(Origin.REAL);

    // then
    assertThat(mail.told)
        .containsExactly(
            "model/m:1 RAISED REAL", "channel/webhook RAISED REAL", "model/m:1 CLEARED REAL");
  }

  @Test
  void whatIsMoreUrgent_isToldFirst_ofWhatStoodThereAtTheStart() {
    log.add(DRIFT);
    log.add(
        TechnicalAlert.raised(null, "job/alerts", "down", Priority.HIGH, 300, "It is so", "Look."));

    started(Origin.REAL);

    assertThat(mail.told).containsExactly("job/alerts RAISED REAL", "model/m:1 RAISED REAL");
  }

  @Test
  void ownTrouble_andWhatWasOverBeforeItWasTold_areNotTold() {
    log.add(OWN);
    log.add(DRIFT);
    log.add(DRIFT.cleared(150, "It is over"));

    started(Origin.REAL);

    assertThat(mail.told).isEmpty();
  }

  /** A channel that refuses technical alerts had one more letter for each about its letters. */
  @Test
  void ownLetters_areNotTold_butThoseOfOthersAre_andWhomItDoesNotReach() {
    log.add(raised("channel/mail/letters", "refused", 100));
    log.add(raised("channel/mail/readers", "unreached", 101));
    log.add(raised("channel/webhook/letters", "refused", 102));

    started(Origin.REAL);

    assertThat(mail.told)
        .containsExactly("channel/mail/readers RAISED REAL", "channel/webhook/letters RAISED REAL");
  }

  @Test
  void recordedWorld_reachesOnlyChannelsMarkedForReplays() {
    log.add(DRIFT);

    started(Origin.REPLAY);
    assertThat(mail.told).isEmpty();
    mail.origins = Set.of(Origin.REAL, Origin.REPLAY);
    started(Origin.REPLAY);

    assertThat(mail.told).containsExactly("model/m:1 RAISED REPLAY");
  }

  @Test
  void lowPriorityInQuietHours_waits_andIsNotToldIfItIsOverByThen() {
    // given
    mail.quietUntil = 500;
    log.add(DRIFT);
    log.add(OTHER);
    TechnicalFeed feed = started(Origin.REAL);
    feed.take(record(OTHER.cleared(400, "It is over")));
    pass(feed, 400);
    assertThat(mail.told).isEmpty();

    // when
    pass(feed, 500);

    // then
    assertThat(mail.told).containsExactly("model/m:1 RAISED REAL");
  }

  @Test
  void whatIsTriedInVain_isToldAfterWhatGoesFirst_asItIsByThen() {
    // given
    TechnicalFeed feed = started(Origin.REAL);
    mail.isAway = true;
    feed.take(record(DRIFT));
    feed.take(record(OTHER));

    // when
    feed.pass(
        200,
        () -> {
          feed.take(record(DRIFT.cleared(150, "It is over")));
          return true;
        });
    mail.isAway = false;
    assertThat(mail.told).isEmpty();
    pass(feed, 201);

    // then
    assertThat(mail.told).containsExactly("channel/webhook RAISED REAL");
  }

  /** It kept every alert of a patient back but the high ones. */
  @Test
  void whatNeverGetsThrough_letsOthersHaveTheirTurn_andIsGivenUpOnceTheseGetThrough() {
    // given
    mail.poison = "model/m:1";
    TechnicalFeed feed = started(Origin.REAL);
    feed.take(record(DRIFT));

    // when
    for (int i = 0; i < 4; i++) {
      pass(feed, 200);
      feed.take(record(raised("job/" + i, "down", 200 + i)));
    }
    pass(feed, 300);

    // then
    assertThat(mail.told)
        .containsExactly(
            "job/0 RAISED REAL", "job/1 RAISED REAL", "job/2 RAISED REAL", "job/3 RAISED REAL");
    assertThat(memory.letters()).extracting(Letter::detail).containsExactly("stumbles-given-up");
    assertThat(memory.trouble("mail")).isEmpty();
  }

  /** After an outage the most urgent of them had every turn, though the others were taken. */
  @Test
  void allThatAreTriedForLong_takeTurns_soThatOneThatNeverGetsThroughHoldsUpNoOther() {
    // given
    mail.isAway = true;
    mail.poison = "job/alerts";
    TechnicalFeed feed = started(Origin.REAL);
    feed.take(
        record(
            TechnicalAlert.raised(
                null, "job/alerts", "down", Priority.HIGH, 300, "It is so", "Look.")));
    feed.take(record(DRIFT));
    pass(feed, 400);
    pass(feed, 400);

    // when
    mail.isAway = false;
    pass(feed, 500);
    pass(feed, 500);

    // then
    assertThat(mail.told).containsExactly("model/m:1 RAISED REAL");
  }

  private TechnicalFeed started(Origin world) {
    TechnicalFeed feed =
        new TechnicalFeed(
            mail,
            memory,
            new Insistence(mail.name(), memory, duration -> mail.isAway || !mail.poison.isEmpty()),
            world);
    feed.beginReading();
    log.forEach(alert -> feed.take(record(alert)));
    pass(feed, 200);
    return feed;
  }

  private static void pass(TechnicalFeed feed, long now) {
    feed.pass(now, () -> false);
  }

  private static ConsumerRecord<byte[], byte[]> record(TechnicalAlert alert) {
    return new ConsumerRecord<>("vigil.technical", 0, alert.at(), null, Json.encode(alert));
  }

  private static TechnicalAlert raised(String subject, String condition, long at) {
    return TechnicalAlert.raised(null, subject, condition, Priority.LOW, at, "It is so", "Look.");
  }

  private static final class Mail implements Channel {
    private final List<String> told = new ArrayList<>();
    private Set<Origin> origins = Set.of(Origin.REAL);
    private long quietUntil;
    private boolean isAway;
    private String poison = "";

    @Override
    public String name() {
      return "mail";
    }

    @Override
    public Set<Origin> origins() {
      return origins;
    }

    @Override
    public boolean defers(TechnicalAlert alert, long now) {
      return now < quietUntil;
    }

    @Override
    public Delivery deliver(AlertTransition transition) {
      throw new AssertionError("a technical feed tells of Vigil");
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world) {
      if (isAway) {
        return new Delivery(Outcome.UNDELIVERED, 1, "away");
      }
      if (alert.subject().equals(poison)) {
        return new Delivery(Outcome.UNDELIVERED, 1, "stumbles");
      }
      told.add(alert.subject() + " " + alert.state() + " " + world);
      return new Delivery(Outcome.DELIVERED, 1, "told");
    }
  }
}
