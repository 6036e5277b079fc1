package dev.vigil.app.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a replay; its last line on standard output.
 *
 * @param patients how many
 * @param patientHours hours covered by their rows together
 * @param sent readings sent to the gateway, in this world
 * @param received readings that the gateway gave a verdict on
 * @param accepted readings in the patient log
 * @param duplicate verdicts "duplicate" of the gateway
 * @param lateDuplicate accepted readings that the features job knew already
 * @param conflict readings that say otherwise than the one that stands
 * @param rejected records in {@code vigil.rejected}
 * @param refused readings still refused when the sender gave up
 * @param rejectedBy rejected by reason
 * @param stored readings read back from the store
 * @param vectors distinct feature vectors
 * @param scores distinct scores
 * @param scoresBy distinct scores by model and outcome
 * @param alerts alerts raised
 * @param alertsBy alerts raised by rule
 * @param malformedRows rows of the recording that could not be read
 * @param balanced whether the books balance
 * @param differences the equations that don't hold, in words
 * @param verified mismatches found by refolding the log; null where it was not asked for
 * @param resumed whether an earlier start of this replay was gone on with
 * @param wallS seconds by the wall clock
 * @param cpuS seconds of processor time of this process
 * @param peakRssMb largest resident memory of this process, MiB; -1 where the system doesn't say
 */
@JsonPropertyOrder({
  "patients",
  "patient_hours",
  "sent",
  "received",
  "accepted",
  "duplicate",
  "late_duplicate",
  "conflict",
  "rejected",
  "refused",
  "rejected_by",
  "stored",
  "vectors",
  "scores",
  "scores_by",
  "alerts",
  "alerts_by",
  "malformed_rows",
  "balanced",
  "differences",
  "verified",
  "resumed",
  "wall_s",
  "cpu_s",
  "peak_rss_mb"
})
public record ReplaySummary(
    int patients,
    @JsonProperty("patient_hours") long patientHours,
    long sent,
    long received,
    long accepted,
    long duplicate,
    @JsonProperty("late_duplicate") long lateDuplicate,
    long conflict,
    long rejected,
    long refused,
    @JsonProperty("rejected_by") Map<String, Long> rejectedBy,
    long stored,
    long vectors,
    long scores,
    @JsonProperty("scores_by") Map<String, Long> scoresBy,
    long alerts,
    @JsonProperty("alerts_by") Map<String, Long> alertsBy,
    @JsonProperty("malformed_rows") long malformedRows,
    boolean balanced,
    List<String> differences,
    @Nullable Long verified,
    boolean resumed,
    @JsonProperty("wall_s") double wallS,
    @JsonProperty("cpu_s") double cpuS,
    @JsonProperty("peak_rss_mb") long peakRssMb) {}
