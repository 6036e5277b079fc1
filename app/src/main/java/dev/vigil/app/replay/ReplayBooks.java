package dev.vigil.app.replay;

import dev.vigil.app.books.Books;
import dev.vigil.app.books.Books.Equation;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.replay.ReplayRun.Outcome;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.simulator.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The equations of promise 2 for a replay. */
final class ReplayBooks {
  private static final List<String> NOT_USED =
      List.of(Counts.TOO_LATE, Counts.FUTURE, Counts.CORRECTION_WITHOUT_RAW, Counts.THINNED);

  private ReplayBooks() {}

  static Books of(Outcome outcome, List<String> liveModels, HistoryStore store)
      throws StoreUnavailableException {
    LogCount log = outcome.log();
    Tally tally = outcome.tally();
    SortedMap<String, Long> features = outcome.features();
    List<Equation> equations = new ArrayList<>();
    equations.add(
        new Equation(
            "sent = accepted + duplicate + rejected + refused", outcome.sent(), tally.sent()));
    equations.add(
        new Equation(
            "verdicts accepted = readings new in the patient log",
            tally.accepted(),
            log.accepted() - outcome.acceptedBefore()));
    equations.add(
        new Equation(
            "verdicts rejected = records new in vigil.rejected",
            tally.rejected(),
            log.rejected() - outcome.rejectedBefore()));
    equations.add(
        new Equation(
            "accepted = in features + late duplicate + conflict + not used",
            log.accepted(),
            count(features, Counts.USED)
                + count(features, Counts.LATE_DUPLICATE)
                + count(features, Counts.CONFLICT)
                + NOT_USED.stream().mapToLong(name -> count(features, name)).sum()));
    equations.add(
        new Equation("accepted = readings in the store", log.accepted(), store.countReadings()));
    equations.add(
        new Equation(
            "vectors in vigil.features = vectors the job counted",
            log.vectors(),
            count(features, Counts.VECTORS)));
    for (String model : liveModels) {
      equations.add(
          new Equation(
              "scores of " + model + " = vectors", count(log.scores(), model), log.vectors()));
    }
    equations.add(
        new Equation(
            "scores in the log = scores in the store",
            Summing.total(log.scores()),
            store.countScores()));
    equations.add(
        new Equation(
            "transitions in vigil.alerts = transitions the job counted",
            log.transitions(),
            count(outcome.alerts(), Counts.TRANSITIONS)));
    equations.add(
        new Equation(
            "transitions in vigil.alerts = transitions in the store",
            log.transitions(),
            store.countTransitions()));
    equations.add(
        new Equation("records that follow no schema = 0", log.unreadable() + log.poison(), 0));
    return new Books(equations);
  }

  static long count(SortedMap<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }
}
