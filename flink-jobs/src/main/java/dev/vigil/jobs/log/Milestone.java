package dev.vigil.jobs.log;

import java.util.Map;

/**
 * How far a job was, and where its outputs ended after it had said so.
 *
 * @param tick that the job had passed
 * @param ends of the partitions that it writes to: who has read up to there has read all that the
 *     job sent up to the tick
 */
record Milestone(long tick, Map<Integer, Long> ends) {
  Milestone {
    ends = Map.copyOf(ends);
  }
}
