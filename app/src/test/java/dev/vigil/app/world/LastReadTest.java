package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.schemas.SupervisorState.Unread;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastReadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AtomicLong now = new AtomicLong(1_000);
  private volatile Callable<String> source = () -> "first";
  private final LastRead<String> read = new LastRead<>(() -> source.call(), now::get, PATIENCE);

  @AfterEach
  void close() {
    read.close();
  }

  @Test
  void whatCanBeRead_isReadAnewEachTime() {
    assertThat(read.look()).isEqualTo(new LastRead.Look<>("first", null));
    source = () -> "second";

    assertThat(read.look()).isEqualTo(new LastRead.Look<>("second", null));
  }

  @Test
  void whatCanNotBeRead_isWhatItWas_andSaysSinceWhen_untilItCan() {
    // given
    read.look();
    now.addAndGet(60);

    // when
    source =
        () -> {
          throw new IllegalStateException("Kafka is away");
        };
    read.look();
    now.addAndGet(60);
    LastRead.Look<String> away = read.look();
    source = () -> "second";

    // then
    assertThat(away.value()).isEqualTo("first");
    assertThat(away.unread()).isEqualTo(new Unread(1_000, "IllegalStateException: Kafka is away"));
    assertThat(read.look()).isEqualTo(new LastRead.Look<>("second", null));
  }

  @Test
  void whatDoesNotAnswer_keepsNobodyWaiting() throws InterruptedException {
    // given
    read.look();
    CountDownLatch answering = new CountDownLatch(1);
    source =
        () -> {
          answering.await();
          return "late";
        };

    // when
    LastRead.Look<String> silent = read.look();
    source = () -> "second";
    answering.countDown();

    // then
    assertThat(silent)
        .isEqualTo(new LastRead.Look<>("first", new Unread(1_000, "no answer in 2 s")));
    assertThat(read.look()).isEqualTo(new LastRead.Look<>("second", null));
  }

  @Test
  void whatWasNeverRead_isNothing_sinceTheBeginning() {
    source =
        () -> {
          throw new AssertionError("an Error");
        };

    LastRead.Look<String> look = read.look();

    assertThat(look.value()).isNull();
    assertThat(look.unread()).isEqualTo(new Unread(1_000, "AssertionError: an Error"));
  }

  @Test
  void readNowAndThen_itIsKnownSinceWhenItCanNotBe() throws InterruptedException {
    // given
    CountDownLatch twice = new CountDownLatch(2);
    source =
        () -> {
          twice.countDown();
          return Long.toString(now.incrementAndGet());
        };

    // when
    read.every(Duration.ofMillis(10));
    assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
    source =
        () -> {
          throw new IllegalStateException("away");
        };
    LastRead.Look<String> away = read.look();

    // then
    assertThat(away.value()).isEqualTo(Long.toString(now.get()));
    assertThat(away.unread()).isEqualTo(new Unread(now.get(), "IllegalStateException: away"));
  }

  /** The status waited with it for a minute, and then failed. */
  @Test
  void ledgerOfAKafkaThatIsAway_isThatOfBefore(@TempDir Path folder) {
    // given
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
    new FirstStart(kafka.bootstrap()).run();
    try (Ledger ledger = new Ledger(kafka.bootstrap(), Ticks.World.REAL_TIME);
        LastRead<List<String>> live =
            new LastRead<>(() -> ledger.live(now.get()), now::get, Duration.ofSeconds(10))) {
      List<String> before = live.look().value();

      // when
      kafka.close();
      now.addAndGet(60);
      LastRead.Look<List<String>> away = live.look();

      // then
      assertThat(before).isNotEmpty();
      assertThat(away.value()).isEqualTo(before);
      assertThat(away.unread()).extracting(Unread::since).isEqualTo(1_000L);
    }
  }
}
