package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.books.JobReports;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Readings as fast as the machine holds them: 32 messages are under way at any moment, and more go
 * out only while the features job is less than 3 s behind the clock. Each patient's readings go
 * back second by second from a minute ago, so that none is sent twice and each corrects windows.
 */
final class FullFeed implements AutoCloseable {
  private static final int A_MESSAGE = 10;
  private static final long BEHIND_SECONDS = 3;
  private static final Duration LOOK = Duration.ofMillis(50);

  private final List<String> patients;
  private final HttpSender sender;
  private final JobReports reports;
  private final long from = System.currentTimeMillis() / 1000 - 60;
  private final long begun = System.nanoTime();
  private final AtomicReference<Tally> tally = new AtomicReference<>(Tally.NONE);
  private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
  private final Future<?> work;
  private volatile boolean open = true;

  FullFeed(List<String> patients, URI gateway, String kafka) {
    this.patients = patients;
    sender = new HttpSender(gateway, HttpSender.Settings.DEFAULT);
    reports = JobReports.fromNow(kafka);
    var thread = Executors.newSingleThreadExecutor();
    work = thread.submit(this::feed);
    thread.shutdown();
  }

  private Void feed() throws InterruptedException {
    for (int round = 0; open; round++) {
      for (String patient : patients) {
        while (open && isBehind()) {
          reports.poll(LOOK);
        }
        send(patient, round);
      }
    }
    return null;
  }

  private boolean isBehind() {
    return reports.passed(FeaturesJob.NAME) < System.currentTimeMillis() / 1000 - BEHIND_SECONDS;
  }

  private void send(String patient, int round) throws InterruptedException {
    List<OutgoingReading> message = new ArrayList<>();
    for (int i = 0; i < A_MESSAGE; i++) {
      long measured = from - (long) round * A_MESSAGE - i;
      BigDecimal value = BigDecimal.valueOf(70 + measured % 20);
      message.add(
          OutgoingReading.ofPatient(patient, "heart-rate", value, "/min", measured, "feed"));
    }
    underWay.add(
        sender.send(message).thenAccept(verdict -> tally.updateAndGet(t -> t.plus(verdict))));
  }

  /** Sends no more, and gives how many readings a second were accepted; all must have been. */
  double stop() throws Exception {
    double seconds = (System.nanoTime() - begun) / 1e9;
    open = false;
    work.get(1, TimeUnit.MINUTES);
    CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).get(5, TimeUnit.MINUTES);
    assertThat(tally.get().rejected() + tally.get().refused()).as("in %s", tally).isZero();
    assertThat(tally.get().accepted()).isPositive();
    return tally.get().accepted() / seconds;
  }

  @Override
  public void close() throws Exception {
    open = false;
    sender.close();
    work.get(1, TimeUnit.MINUTES);
    reports.close();
  }
}
