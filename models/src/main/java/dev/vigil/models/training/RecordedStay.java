package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recording of one patient with what is to be learned, as far as any format has it.
 *
 * @param context of the patient
 * @param rows by rising time
 */
public record RecordedStay(PatientContext context, List<Row> rows) {
  private static final String SOURCE = "recording";

  /**
   * What became known at one time, and the label of that time.
   *
   * @param time whole seconds
   * @param readings may be empty
   */
  public record Row(long time, List<Reading> readings, boolean label) {
    public Row {
      readings = List.copyOf(readings);
    }
  }

  public RecordedStay {
    requireNonNull(context, "context is null");
    rows = List.copyOf(rows);
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).time() <= rows.get(i - 1).time()) {
        throw new IllegalArgumentException(
            "row " + i + " of patient " + context.patient() + " is not later than the one before");
      }
    }
  }

  /**
   * The rows to learn from: the recording goes through the feature engine in the order in which it
   * became known, so nothing later can leak. A row without any used reading has no vector, neither
   * live nor here, and is left out.
   */
  public List<TrainingRow> trainingRows() {
    if (rows.isEmpty()) {
      return List.of();
    }
    long end = rows.get(rows.size() - 1).time() + 1;
    TreeMap<Long, Row> byTime = new TreeMap<>();
    rows.forEach(row -> byTime.put(row.time(), row));
    long first =
        rows.stream().filter(Row::label).mapToLong(Row::time).findFirst().orElse(TrainingRow.NEVER);
    List<TrainingRow> result = new ArrayList<>();
    for (FeatureVector vector : FeatureReplay.vectors(FeatureSettings.PER_ROW, log(), end)) {
      Map.Entry<Long, Row> row = byTime.lowerEntry(vector.known());
      if (row != null) {
        result.add(
            new TrainingRow(
                context.patient(),
                row.getKey(),
                vector,
                row.getValue().label(),
                first == TrainingRow.NEVER ? first : row.getKey() - first));
      }
    }
    return result;
  }

  /** As the patient log has it: the context first, then each row that has readings. */
  public List<FeatureReplay.Entry> log() {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<FeatureReplay.Entry> log = new ArrayList<>();
    log.add(new FeatureReplay.Entry(0, rows.get(0).time(), new ContextChange(context)));
    for (Row row : rows) {
      if (!row.readings().isEmpty()) {
        Readings readings = new Readings(context.patient(), row.time(), SOURCE, row.readings());
        log.add(new FeatureReplay.Entry(log.size(), row.time(), readings));
      }
    }
    return log;
  }
}
