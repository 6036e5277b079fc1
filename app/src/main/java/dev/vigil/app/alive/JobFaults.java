package dev.vigil.app.alive;

import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Jobs that stand still: they don't run, say nothing, or are behind. Each gets some time, for a
 * restart and what there is to catch up with. Not thread-safe.
 */
final class JobFaults {
  /** Subjects of technical alerts about jobs begin so; its name follows. */
  static final String SUBJECT = "job/";

  /** A job that has done nothing yet may be starting, or reading on from an old checkpoint. */
  static final int START_SECONDS = 90;

  /** Of what a job has lost for good; each loss is one of its own. */
  static final String RECORDS_LOST = "records-lost";

  private static final String STALLED = "stalled";
  private static final Set<String> CHAIN = Set.of(FeaturesJob.NAME, AlertsJob.NAME);

  private final int patienceSeconds;
  private final Map<String, Long> badSince = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  JobFaults(int patienceSeconds) {
    this.patienceSeconds = patienceSeconds;
  }

  /** The jobs without which nobody is told of patients. */
  static Set<String> chain() {
    return CHAIN;
  }

  /**
   * Looks once.
   *
   * @param passed the tick that a job has passed; {@link Ticks#NONE} if it is silent
   * @param now the log's time
   * @param monotonic seconds of a clock that never jumps
   */
  List<Fault> look(
      Map<String, JobState> states, ToLongFunction<String> passed, long now, long monotonic) {
    List<Fault> faults = new ArrayList<>();
    badSince.keySet().retainAll(states.keySet());
    states.forEach(
        (name, state) -> {
          String bad = bad(state, passed.applyAsLong(name), now);
          if (bad.isEmpty()) {
            badSince.remove(name);
            begun.add(name);
          } else if (monotonic - badSince.computeIfAbsent(name, job -> monotonic)
              >= patience(name)) {
            faults.add(fault(name, bad));
          }
        });
    return faults;
  }

  /** Whether what was said of it before is neither so for certain nor over. */
  boolean isInDoubt(String subject) {
    return subject.startsWith(SUBJECT) && badSince.containsKey(subject.substring(SUBJECT.length()));
  }

  /** What jobs that go on have lost for good: it stands until the next start. */
  static List<Fault> losses(Map<String, String> sentences) {
    List<Fault> faults = new ArrayList<>();
    sentences.forEach(
        (name, sentence) ->
            faults.add(
                new Fault(
                    SUBJECT + name,
                    RECORDS_LOST,
                    CHAIN.contains(name) ? Priority.HIGH : Priority.MEDIUM,
                    sentence,
                    "What happened to patients meanwhile is not judged by it: look at them. See"
                        + " docs/OPERATIONS.md; this alert ends with the next start of Vigil.",
                    false)));
    return faults;
  }

  private int patience(String name) {
    return begun.contains(name) ? patienceSeconds : Math.max(patienceSeconds, START_SECONDS);
  }

  /** Without numbers that change from look to look. */
  private String bad(JobState state, long passed, long now) {
    if (!state.status().equals("RUNNING")) {
      return "it is "
          + state.status()
          + (state.reason().isEmpty() ? "" : " (" + state.reason() + ")");
    }
    if (passed == Ticks.NONE) {
      return "it has said nothing yet";
    }
    return now - passed > patienceSeconds
        ? "it is more than " + patienceSeconds + " s behind the clock"
        : "";
  }

  private Fault fault(String name, String bad) {
    boolean inChain = CHAIN.contains(name);
    return new Fault(
        SUBJECT + name,
        STALLED,
        inChain ? Priority.HIGH : Priority.MEDIUM,
        "Job " + name + " stands still for " + patience(name) + " s or more: " + bad,
        inChain
            ? "Nobody is told of patients while it does: look at them. See ./vigil status."
            : "See its reason in ./vigil status and the log file.",
        inChain);
  }
}
