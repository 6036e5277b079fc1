package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.FeatureRow;
import dev.vigil.history.HistoryRow;
import dev.vigil.history.ReadingRow;
import dev.vigil.history.ScoreRow;
import dev.vigil.history.TransitionRow;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** The rows of the history that a record stands for. */
final class Rows {
  private final LongFunction<Set<String>> features;

  /**
   * Rows.
   *
   * @param features names of the features that are kept of a vector, by its instant
   */
  Rows(LongFunction<Set<String>> features) {
    this.features = requireNonNull(features, "features is null");
  }

  /**
   * The rows of one record.
   *
   * @throws MalformedRecordException if it follows no schema
   */
  List<? extends HistoryRow> of(RawRecord record) throws MalformedRecordException {
    return switch (record.topic()) {
      case Topics.PATIENTS -> ofLog(record);
      case Topics.FEATURES -> ofVector(record);
      case Topics.ALERTS ->
          List.of(
              TransitionRow.of(
                  Json.decode(record.value(), AlertTransition.class),
                  OutputNumber.ofHeader(record.header())));
      default -> List.of();
    };
  }

  private List<FeatureRow> ofVector(RawRecord record) throws MalformedRecordException {
    OutputNumber number = OutputNumber.ofHeader(record.header());
    Set<String> kept = features.apply(number.instant());
    FeatureVector vector = LogCodec.decodeVector(record.value(), kept);
    if (vector.known() != number.instant()) { // none of the features job's
      kept = features.apply(vector.known());
      vector = LogCodec.decodeVector(record.value(), kept);
    }
    return FeatureRow.of(vector, number, kept);
  }

  private static List<? extends HistoryRow> ofLog(RawRecord record)
      throws MalformedRecordException {
    LogRecord read = LogCodec.decode(record.type(), record.value());
    if (read instanceof Readings readings) {
      return readings.readings().stream()
          .map(reading -> ReadingRow.of(readings, reading, record.partition(), record.offset()))
          .toList();
    }
    return read instanceof Score score ? List.of(ScoreRow.of(score)) : List.of();
  }
}
