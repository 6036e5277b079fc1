package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.evaluation.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person should know before a model is used. Source: Mitchell et al., Model Cards for Model
 * Reporting, FAT* 2019; what the model was made from stands in {@link BundleManifest#provenance}.
 *
 * @param purpose what it is for, and what it is not
 * @param licence of the model and of the data it stands on, such as an SPDX identifier
 * @param code version of Vigil that made it
 * @param limits what its numbers don't say, one sentence or more each
 * @param performance numbers on patients whom the model had not seen, and of the simpler models of
 *     its ladder; empty if nobody measured any
 */
public record BundleCard(
    String purpose,
    String licence,
    String code,
    List<String> limits,
    List<Performance> performance) {

  /** What stands where nobody said it. */
  public static final String NOT_STATED = "not stated";

  /**
   * Numbers of one model on some rows.
   *
   * @param model name
   * @param slice which rows, for people
   * @param group what the patients have in common; null where the slice is about rows
   * @param positives rows with a true label; 0 where rows have none, as in a forecast
   * @param metrics by {@link dev.vigil.models.evaluation.Metric#key}, with intervals over patients
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Performance(
      String model,
      String slice,
      @Nullable String group,
      int patients,
      int rows,
      @JsonProperty("positive_rows") int positives,
      SortedMap<String, Estimate> metrics) {
    public Performance {
      requireNonNull(model, "model is null");
      requireNonNull(slice, "slice is null");
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
  }

  public BundleCard {
    requireNonNull(purpose, "purpose is null");
    requireNonNull(licence, "licence is null");
    requireNonNull(code, "code is null");
    limits = List.copyOf(limits);
    performance = List.copyOf(performance);
  }

  /** The same card with one more limit, unless it has it. */
  BundleCard withLimit(String limit) {
    if (limits.contains(limit)) {
      return this;
    }
    List<String> more = new ArrayList<>(limits);
    more.add(limit);
    return new BundleCard(purpose, licence, code, more, performance);
  }
}
