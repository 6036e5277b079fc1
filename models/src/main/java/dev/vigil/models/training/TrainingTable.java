package dev.vigil.models.training;

import dev.vigil.models.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All rows of a training as numbers: one value per feature, NaN where unknown. */
public final class TrainingTable {
  /**
   * A row.
   *
   * @param values in the order of the features; float is as exact as any sensor, and half of a
   *     million rows have to fit
   */
  record Row(String patient, long time, boolean label, long sinceLabel, float[] values) {
    /** The values of some columns. */
    double[] pick(int[] columns) {
      double[] picked = new double[columns.length];
      for (int i = 0; i < picked.length; i++) {
        picked[i] = values[columns[i]];
      }
      return picked;
    }
  }

  private static final int REPORT_EVERY = 10_000;

  /** What stands in the rows. */
  private final List<String> all;

  /** What may be learned from. */
  private final List<String> features;

  private final List<Row> rows;

  /** Of all rows, made when it is first asked for: of half of a million it takes seconds. */
  private @Nullable String hash;

  private TrainingTable(
      List<String> all, List<String> features, List<Row> rows, @Nullable String hash) {
    this.all = all;
    this.features = features;
    this.rows = rows;
    this.hash = hash;
  }

  /**
   * Takes the rows in, sorted by patient and time, so that their order makes no difference. There
   * is nothing to learn from a feature that no row knows: it is left out, so that one that is new
   * in the catalogue changes no model.
   */
  public static TrainingTable of(
      List<String> features, Iterator<TrainingRow> source, Progress progress) {
    Map<String, Integer> places = places(features);
    List<Row> rows = new ArrayList<>();
    while (source.hasNext()) {
      TrainingRow row = source.next();
      rows.add(
          new Row(row.patient(), row.time(), row.label(), row.sinceLabel(), values(places, row)));
      if (rows.size() % REPORT_EVERY == 0) {
        progress.at("rows read", rows.size());
      }
    }
    rows.sort(Comparator.comparing(Row::patient).thenComparingLong(Row::time));
    progress.at("rows read", rows.size());
    return new TrainingTable(features, knownFeatures(features, rows), rows, null);
  }

  private static List<String> knownFeatures(List<String> features, List<Row> rows) {
    boolean[] known = new boolean[features.size()];
    for (Row row : rows) {
      for (int i = 0; i < known.length; i++) {
        known[i] |= !Float.isNaN(row.values()[i]);
      }
    }
    return IntStream.range(0, known.length).filter(i -> known[i]).mapToObj(features::get).toList();
  }

  private static float[] values(Map<String, Integer> places, TrainingRow row) {
    float[] values = new float[places.size()];
    Arrays.fill(values, Float.NaN);
    row.vector()
        .values()
        .forEach(
            (feature, value) -> {
              Integer place = places.get(feature);
              if (place != null) {
                values[place] = value.floatValue();
              }
            });
    return values;
  }

  private static Map<String, Integer> places(List<String> features) {
    Map<String, Integer> places = new HashMap<>();
    features.forEach(feature -> places.put(feature, places.size()));
    return places;
  }

  /** Names of the features that may be learned from. */
  List<String> features() {
    return features;
  }

  /** Where each of some features stands in a row's values. */
  int[] columns(List<String> some) {
    Map<String, Integer> places = places(all);
    return some.stream().mapToInt(places::get).toArray();
  }

  /** The same rows, of which less may be learned from; nothing is copied. */
  public TrainingTable ofFeatures(Predicate<String> chosen) {
    return new TrainingTable(all, features.stream().filter(chosen).toList(), rows, hash());
  }

  /** Whether there is anything to learn from. */
  public boolean hasFeatures() {
    return !features.isEmpty();
  }

  /** How many rows. */
  public int size() {
    return rows.size();
  }

  List<Row> rows() {
    return rows;
  }

  /** The rows of the patients that are chosen. */
  TrainingTable ofPatients(Predicate<String> chosen) {
    return new TrainingTable(
        all, features, rows.stream().filter(row -> chosen.test(row.patient())).toList(), null);
  }

  /** Other rows with values of the same features. */
  TrainingTable withRows(List<Row> others) {
    return new TrainingTable(all, features, others, null);
  }

  TrainingReport.Part counts() {
    return new TrainingReport.Part(
        (int) rows.stream().map(Row::patient).distinct().count(),
        rows.size(),
        (int) rows.stream().filter(Row::label).count());
  }

  /** The values of one feature, NaN where unknown. */
  double[] values(String feature) {
    int column = columns(List.of(feature))[0];
    return rows.stream().mapToDouble(row -> row.values()[column]).toArray();
  }

  /** The known values of one feature, rising. */
  double[] known(String feature) {
    return Arrays.stream(values(feature)).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  /** One hash of everything that stands in its rows, also of what may not be learned from. */
  synchronized String hash() {
    String known = hash;
    if (known == null) {
      known = digest();
      hash = known;
    }
    return known;
  }

  private String digest() {
    MessageDigest digest = Sha256.newDigest();
    for (Row row : rows) {
      digest.update(row.patient().getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES + Float.BYTES * row.values().length);
      numbers.putLong(row.time()).putLong(row.label() ? 1 : 0).putLong(row.sinceLabel());
      numbers.asFloatBuffer().put(row.values());
      digest.update(numbers.array());
    }
    return Sha256.hex(digest);
  }
}
