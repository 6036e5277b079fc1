package dev.vigil.app.burden;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.burden.AlertCalls;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.burden.CallBook;
import dev.vigil.dashboard.burden.Stay;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Feedback;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Whom alerts called, as {@code vigil.alerts} and {@code vigil.feedback} have it; of the latter the
 * only writer. Read when it is asked, first of all the last days. Of a patient who was moved, calls
 * and time before count for the ward where the patient was then.
 */
public final class LiveCalls implements AlertCalls, AutoCloseable {
  private final String bootstrap;
  private final Ticks.World world;
  private final RecordLog<Feedback> feedback;
  private final PatientRegistry patients;
  private final Function<String, @Nullable Double> budgets;
  private final LongSupplier clock;
  private final CallBook book = new CallBook();
  private @Nullable TopicTail tail;

  /**
   * Reads nothing yet.
   *
   * @param budgets calls per patient-day to which a ward agreed; null for none
   * @param clock the world's, whole seconds since the epoch
   */
  public LiveCalls(
      String bootstrap,
      Ticks.World world,
      RecordLog<Feedback> feedback,
      PatientRegistry patients,
      Function<String, @Nullable Double> budgets,
      LongSupplier clock) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.world = requireNonNull(world, "world is null");
    this.feedback = requireNonNull(feedback, "feedback is null");
    this.patients = requireNonNull(patients, "patients is null");
    this.budgets = requireNonNull(budgets, "budgets is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public synchronized Burden burden(int hours) {
    refresh();
    List<Stay> stays = patients.all().stream().map(Stay::of).flatMap(List::stream).toList();
    return book.report(clock.getAsLong(), hours, stays, budgets);
  }

  @Override
  public synchronized @Nullable AlertTransition find(String alert) {
    refresh();
    return book.find(alert);
  }

  @Override
  public synchronized Feedback say(AlertTransition alert, Feedback.Verdict verdict, String by) {
    Feedback said =
        new Feedback(
            alert.alert(),
            alert.rule(),
            alert.ward(),
            CallBook.modelOf(alert),
            verdict,
            by,
            clock.getAsLong());
    feedback.append(said.key(), said);
    book.take(said);
    return said;
  }

  private void refresh() {
    try {
      readOn();
    } catch (KafkaException e) {
      throw RefusedException.logAway();
    }
    feedback.readNew().forEach(book::take);
    book.forget(clock.getAsLong());
  }

  /** Where nobody has asked for so long that the log has dropped what is next, from what it has. */
  private void readOn() {
    try {
      read();
    } catch (InvalidOffsetException e) {
      closeTail();
      read();
    }
  }

  private void read() {
    TopicTail open = tail;
    if (open == null) {
      open = open();
      tail = open;
    }
    open.readToEnd(this::take);
  }

  private TopicTail open() {
    List<String> topics = List.of(Topics.ALERTS);
    Duration back = Duration.ofHours(CallBook.LONGEST_HOURS);
    return world == Ticks.World.RECORDED
        ? TopicTail.fromBeginning(bootstrap, topics)
        : TopicTail.since(bootstrap, topics, System.currentTimeMillis() - back.toMillis());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      book.take(Json.decode(record.value(), AlertTransition.class));
    } catch (MalformedRecordException e) {
      // Whoever wrote it there is no job of ours; history reports it.
    }
  }

  private void closeTail() {
    TopicTail open = tail;
    tail = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public synchronized void close() {
    closeTail();
    feedback.close();
  }
}
