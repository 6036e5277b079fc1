package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

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

  /** The rows to learn from, one for each of the recording's. */
  public List<TrainingRow> trainingRows() {
    long first =
        rows.stream().filter(Row::label).mapToLong(Row::time).findFirst().orElse(TrainingRow.NEVER);
    List<FeatureVector> vectors = vectors(rows.stream().mapToLong(Row::time).toArray());
    List<TrainingRow> result = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      long since = first == TrainingRow.NEVER ? first : row.time() - first;
      result.add(
          new TrainingRow(context.patient(), row.time(), vectors.get(i), row.label(), since));
    }
    return result;
  }

  /**
   * What is known at some times, each with what became known then: the recording goes through the
   * feature engine in the order in which it became known, so nothing later can leak. Where a vector
   * goes out live, it is that one; where none does because nothing was measured, it is what one
   * would say.
   *
   * @param times rising
   */
  public List<FeatureVector> vectors(long[] times) {
    Map<Long, FeatureVector> sent = new HashMap<>();
    FeatureReplay replay =
        new FeatureReplay(
            FeatureSettings.PER_ROW,
            (patient, number, output) -> {
              if (output instanceof FeatureOutput.VectorOut out) {
                sent.put(out.vector().known(), out.vector());
              }
            });
    Iterator<FeatureReplay.Entry> log = log(begin(times)).iterator();
    FeatureReplay.@Nullable Entry next = log.next();
    List<FeatureVector> vectors = new ArrayList<>(times.length);
    for (long time : times) {
      while (next != null && next.stamp() <= time) {
        replay.record(next);
        next = log.hasNext() ? log.next() : null;
      }
      replay.advance(time + 1);
      vectors.add(sent.computeIfAbsent(time + 1, known -> replay.ask(context.patient(), known)));
    }
    return vectors;
  }

  /** The context is there from the first moment of interest. */
  private long begin(long[] times) {
    return LongStream.concat(LongStream.of(times), rows.stream().mapToLong(Row::time))
        .min()
        .orElse(0);
  }

  /** As the patient log has it: the context first, then each row that has readings. */
  public List<FeatureReplay.Entry> log() {
    return rows.isEmpty() ? List.of() : log(rows.get(0).time());
  }

  private List<FeatureReplay.Entry> log(long begin) {
    List<FeatureReplay.Entry> log = new ArrayList<>();
    log.add(new FeatureReplay.Entry(0, begin, new ContextChange(context)));
    for (Row row : rows) {
      if (!row.readings().isEmpty()) {
        Readings readings = new Readings(context.patient(), row.time(), SOURCE, row.readings());
        log.add(new FeatureReplay.Entry(log.size(), row.time(), readings));
      }
    }
    return log;
  }
}
