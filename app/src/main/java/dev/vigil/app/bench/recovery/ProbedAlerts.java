package dev.vigil.app.bench.recovery;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.bench.WardAdmission;
import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Twice a second another patient's heart races, and has done so for longer than the rule's delay of
 * 20 s when Vigil hears of it: the alert is due at once. How long it takes is what a clinician
 * waits, from the device's first try to send until the alert is in {@code vigil.alerts}.
 */
public final class ProbedAlerts implements AutoCloseable {
  private static final String RULE = "heart-rate-extreme";
  private static final String RACING = "170";
  private static final long RACES_SINCE_SECONDS = 25;
  private static final Duration PACE = Duration.ofMillis(500);
  private static final Duration FIRST_AFTER = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String name;
  private final int patients;
  private final HttpSender sender;
  private final TopicTail alerts;
  private final Waits waits = new Waits();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("probes"));
  private int next;

  private ProbedAlerts(String name, int patients, URI gateway, String kafka) {
    this.name = name;
    this.patients = patients;
    // A gateway that is away, or has no log, doesn't end a probe: the sender goes on trying.
    sender = new HttpSender(gateway, HttpSender.Settings.DEFAULT);
    alerts = TopicTail.fromEnd(kafka, List.of(Topics.ALERTS));
  }

  /**
   * Admits the patients and begins.
   *
   * @param name of the patients, with a number behind it; none of them has been admitted before
   * @param patients how many: two are used a second
   * @param data folder of the Vigil that runs
   * @param gateway where its devices send readings
   * @param kafka bootstrap address of its broker
   * @throws VigilException if the server refuses the patients
   */
  public static ProbedAlerts start(String name, int patients, Path data, URI gateway, String kafka)
      throws InterruptedException {
    WardAdmission.admit(
        IntStream.range(0, patients)
            .mapToObj(i -> WardAdmission.adult(name + "-" + i, "probes"))
            .toList(),
        data);
    ProbedAlerts probes = new ProbedAlerts(name, patients, gateway, kafka);
    var unused =
        probes.clock.scheduleAtFixedRate(
            probes::probe, FIRST_AFTER.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    return probes;
  }

  private void probe() {
    if (next == patients) {
      throw new IllegalStateException("all " + patients + " probes are used"); // ends the schedule
    }
    String patient = name + "-" + next++;
    long now = System.currentTimeMillis();
    long second = now / 1000;
    waits.due(patient, now);
    try {
      var unused =
          sender.send(
              List.of(racing(patient, second - RACES_SINCE_SECONDS), racing(patient, second)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutgoingReading racing(String patient, long measured) {
    return OutgoingReading.ofPatient(
        patient, "heart-rate", new BigDecimal(RACING), "/min", measured, "monitor");
  }

  /** Waits until the first alert is there: jobs run, and all is warm. */
  public void awaitFirst() throws InterruptedException {
    require(() -> waits.anyCame() ? 0 : 1, "no alert of a probe came");
  }

  /**
   * How long each probe waits for its alert that is sent from now on, or from an instant before.
   * Returns when the last of them has its alert.
   *
   * @param fromMillis since the epoch
   * @throws VigilException if one doesn't get it within minutes
   */
  public List<Duration> waitsOf(long fromMillis, Duration watched) throws InterruptedException {
    long until = fromMillis + requireNonNull(watched, "watched is null").toMillis();
    // Ever less is lacking while probes go on, however long is to be watched.
    require(() -> waits.lacking(until), "the probes have stood still, milliseconds before the end");
    require(() -> waits.missing(fromMillis, until), "alerts of probes did not come");
    return waits.between(fromMillis, until);
  }

  private void require(CatchUp.Missing missing, String complaint) throws InterruptedException {
    long left =
        CatchUp.await(
            () -> {
              read();
              return missing.count();
            },
            PATIENCE);
    if (left > 0) {
      throw VigilException.problem(
          "For " + PATIENCE.toMinutes() + " minutes " + complaint + ": " + left + " missing.");
    }
  }

  private void read() {
    try {
      alerts.readToEnd(this::take);
    } catch (RetriableException e) {
      // The broker is away; the next look is a new try.
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      AlertTransition transition = Json.decode(record.value(), AlertTransition.class);
      if (transition.cause() == Cause.RAISED && transition.rule().equals(RULE)) {
        waits.came(transition.patient(), record.timestamp());
      }
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("an alert that follows no schema", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    sender.close();
    alerts.close();
  }
}
