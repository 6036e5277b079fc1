package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.FeatureRow;
import dev.vigil.history.HistoryRow;
import dev.vigil.history.ReadingRow;
import dev.vigil.history.ScoreRow;
import dev.vigil.history.TransitionRow;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.util.Collection;
import java.util.List;

/** The rows of the history that a record stands for. */
final class Rows {
  private final Collection<String> features;

  Rows(Collection<String> features) {
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
      case Topics.FEATURES ->
          FeatureRow.of(
              LogCodec.decodeVector(record.value()),
              OutputNumber.ofHeader(record.header()),
              features);
      case Topics.ALERTS ->
          List.of(
              TransitionRow.of(
                  Json.decode(record.value(), AlertTransition.class),
                  OutputNumber.ofHeader(record.header())));
      default -> List.of();
    };
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
