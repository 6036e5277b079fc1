package dev.vigil.app.export;

import dev.vigil.app.files.Csv;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of exported vectors: {@code patient}, {@code known} and {@code measured_end} (whole
 * seconds since the epoch), {@code definitions} (hash of all feature definitions), then one for
 * each feature by its name.
 */
public final class VectorTable {
  static final String PATIENT = "patient";
  static final String KNOWN = "known";
  static final String MEASURED_END = "measured_end";
  static final String DEFINITIONS = "definitions";

  private static final List<String> HEAD = List.of(PATIENT, KNOWN, MEASURED_END, DEFINITIONS);

  private static final List<String> FEATURES =
      List.copyOf(FeatureCatalogue.instance().definitions().keySet());

  private VectorTable() {}

  /** The columns' names, in order. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(HEAD);
    names.addAll(FEATURES);
    return names;
  }

  /** A vector's cells. A number reads back to the same bits; an unknown one is null. */
  static List<@Nullable String> row(FeatureVector vector) {
    List<@Nullable String> cells = new ArrayList<>(HEAD.size() + FEATURES.size());
    cells.add(vector.patient());
    cells.add(Long.toString(vector.known()));
    cells.add(Long.toString(vector.measuredEnd()));
    cells.add(vector.definitions());
    for (String feature : FEATURES) {
      Double value = vector.values().get(feature);
      cells.add(value == null ? null : Csv.number(value));
    }
    return cells;
  }
}
