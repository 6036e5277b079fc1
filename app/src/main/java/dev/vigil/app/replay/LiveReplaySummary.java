package dev.vigil.app.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.app.sending.FirstContact;
import dev.vigil.simulator.Tally;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replay into a running Vigil came to, by the gateway's verdicts: {@code sent = accepted +
 * duplicate + rejected + refused}.
 *
 * @param played what was to be played
 * @param speed how many recorded seconds passed in one
 * @param whole whether it was played to its end
 * @param sent readings
 * @param accepted durable in the patient log
 * @param duplicate the log had a copy before
 * @param rejected for what they are
 * @param rejectedBy the same by the gateway's reason
 * @param refused still refused when the sender gave up
 * @param refusals how often a reading was refused, or went unanswered, on its way
 * @param notDischarged patients of whom the server could not be told that they are gone
 * @param clean whether every reading has a verdict that a gateway gives a patient whom it knows
 * @param wallS seconds by the wall clock
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({"played", "speed", "whole", "sent", "accepted", "duplicate", "rejected"})
public record LiveReplaySummary(
    @JsonUnwrapped Played played,
    double speed,
    boolean whole,
    long sent,
    long accepted,
    long duplicate,
    long rejected,
    SortedMap<String, Long> rejectedBy,
    long refused,
    long refusals,
    int notDischarged,
    boolean clean,
    double wallS) {
  public LiveReplaySummary {
    rejectedBy = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedBy));
  }

  static LiveReplaySummary of(
      Played played, double speed, boolean whole, Tally tally, int notDischarged, long begunNanos) {
    boolean isClean =
        tally.refused() == 0
            && notDischarged == 0
            && !FirstContact.namesUnknown(tally)
            && !FirstContact.isOfNoGateway(tally);
    return new LiveReplaySummary(
        played,
        speed,
        whole,
        tally.sent(),
        tally.accepted(),
        tally.duplicate(),
        tally.rejected(),
        tally.rejectedBy(),
        tally.refused(),
        tally.refusals(),
        notDischarged,
        isClean,
        Math.round((System.nanoTime() - begunNanos) / 1e8) / 10.0);
  }
}
