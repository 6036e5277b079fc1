package dev.vigil.alerting.rules;

import dev.vigil.alerting.rules.LimitCheck.Side;

/**
 * How much a vital sign may change within how long.
 *
 * @param id unique within the policy
 * @param side {@code HIGH} for a rise, {@code LOW} for a fall
 * @param by in steps of the vital sign's precision
 * @param back how much less than {@code by} the change has to be to end it, in steps
 * @param withinSeconds of the patient's measured time
 */
public record ChangeCheck(String id, Side side, long by, long back, int withinSeconds) {}
