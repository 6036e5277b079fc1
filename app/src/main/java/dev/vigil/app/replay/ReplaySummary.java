package dev.vigil.app.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.vigil.app.books.Books;
import dev.vigil.app.books.Books.Equation;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.simulator.recordings.DoubtfulUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a replay; its last line on standard output, one flat JSON object.
 *
 * @param played what was played
 * @param intake how it came in
 * @param results what became of it
 * @param check whether all of it is right
 * @param cost what it took
 */
@JsonPropertyOrder({"played", "intake", "results", "check", "cost"})
public record ReplaySummary(
    @JsonUnwrapped Played played,
    @JsonUnwrapped Intake intake,
    @JsonUnwrapped Results results,
    @JsonUnwrapped Check check,
    @JsonUnwrapped Cost cost) {

  /**
   * What was played.
   *
   * @param patients how many
   * @param patientHours hours covered by their rows together
   * @param malformedRows rows that could not be read
   * @param doubtfulUnits columns whose unit had to be guessed
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"patients", "patient_hours", "malformed_rows", "doubtful_units"})
  public record Played(
      int patients, long patientHours, long malformedRows, List<DoubtfulUnit> doubtfulUnits) {
    public Played {
      doubtfulUnits = List.copyOf(doubtfulUnits);
    }
  }

  /**
   * How it came in: {@code received = accepted + duplicate + rejected + refused}.
   *
   * @param sent readings sent to the gateway, in this world
   * @param received readings that the gateway gave a verdict on
   * @param accepted readings in the patient log
   * @param duplicate readings of which the log had a copy before
   * @param refused readings still refused when the sender gave up
   * @param rejectedBy records in {@code vigil.rejected} by reason
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({
    "sent",
    "received",
    "accepted",
    "duplicate",
    "rejected",
    "refused",
    "rejected_by"
  })
  public record Intake(
      long sent,
      long received,
      long accepted,
      long duplicate,
      long refused,
      SortedMap<String, Long> rejectedBy) {
    public Intake {
      rejectedBy = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedBy));
    }

    /** Records in {@code vigil.rejected}. */
    @JsonProperty
    public long rejected() {
      return sum(rejectedBy.values());
    }
  }

  /**
   * What became of the accepted readings.
   *
   * @param lateDuplicate readings that the features job knew already
   * @param conflict readings that say otherwise than the one that stands
   * @param stored readings read back from the store
   * @param vectors distinct feature vectors
   * @param scoresBy distinct scores by model and outcome
   * @param alertsBy alerts raised by rule
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({
    "late_duplicate",
    "conflict",
    "stored",
    "vectors",
    "scores",
    "scores_by",
    "alerts",
    "alerts_by"
  })
  public record Results(
      long lateDuplicate,
      long conflict,
      long stored,
      long vectors,
      SortedMap<String, Long> scoresBy,
      SortedMap<String, Long> alertsBy) {
    public Results {
      scoresBy = Collections.unmodifiableSortedMap(new TreeMap<>(scoresBy));
      alertsBy = Collections.unmodifiableSortedMap(new TreeMap<>(alertsBy));
    }

    /** Distinct scores. */
    @JsonProperty
    public long scores() {
      return sum(scoresBy.values());
    }

    /** Alerts raised. */
    @JsonProperty
    public long alerts() {
      return sum(alertsBy.values());
    }
  }

  /**
   * Whether all of it is right.
   *
   * @param balanced whether the books balance, and nothing differed when the log was refolded
   * @param differences the equations that don't hold, in words
   * @param verified mismatches found by refolding the log; null where it was not asked for
   * @param resumed whether an earlier start of this replay was gone on with
   */
  @JsonPropertyOrder({"balanced", "differences", "verified", "resumed"})
  public record Check(
      boolean balanced, List<String> differences, @Nullable Long verified, boolean resumed) {
    public Check {
      differences = List.copyOf(differences);
    }

    static Check of(Books books, @Nullable VerifyReport verified, boolean resumed) {
      return new Check(
          books.balance() && (verified == null || verified.isClean()),
          books.differences().stream().map(Equation::sentence).toList(),
          verified == null ? null : verified.mismatchCount(),
          resumed);
    }
  }

  /**
   * What it took.
   *
   * @param wallS seconds by the wall clock
   * @param cpuS seconds of processor time of this process; -1 where the system doesn't say
   * @param peakRssMb largest resident memory of this process, MiB; -1 where the system doesn't say
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"wall_s", "cpu_s", "peak_rss_mb"})
  public record Cost(double wallS, double cpuS, long peakRssMb) {
    /** Of this process so far. */
    static Cost since(long begunNanos) {
      return new Cost(
          tenths((System.nanoTime() - begunNanos) / 1e9),
          tenths(ProcessUse.cpuSeconds()),
          ProcessUse.peakRssMib());
    }

    private static double tenths(double seconds) {
      return Math.round(seconds * 10) / 10.0;
    }
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
