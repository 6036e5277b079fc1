package dev.vigil.app.replay;

import dev.vigil.app.books.Books;
import dev.vigil.app.books.Books.Equation;
import dev.vigil.app.books.LogCount;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.simulator.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The equations of promise 2 for a replay, in the order in which a reading meets them. */
final class ReplayBooks {
  private static final List<String> SEEN_BY_FEATURES =
      List.of(
          Counts.USED,
          Counts.LATE_DUPLICATE,
          Counts.CONFLICT,
          Counts.TOO_LATE,
          Counts.FUTURE,
          Counts.CORRECTION_WITHOUT_RAW,
          Counts.THINNED);

  private ReplayBooks() {}

  static Books of(Counted counted, List<String> liveModels) {
    List<Equation> all = new ArrayList<>();
    all.addAll(intake(counted.verdicts(), counted.newAccepted(), counted.newRejected()));
    all.addAll(readings(counted));
    all.addAll(scores(counted, liveModels));
    all.addAll(transitions(counted));
    LogCount log = counted.log();
    all.add(Equation.of("records that follow no schema = 0", log.unreadable() + log.poison(), 0));
    return new Books(all);
  }

  /**
   * What was sent, what the gateway said, and what it left. Where an answer was lost the gateway
   * may have appended before: of these, and of no others, the topics may hold one more than there
   * are verdicts.
   */
  static List<Equation> intake(Verdicts verdicts, long newAccepted, long newRejected) {
    Tally tally = verdicts.tally();
    return List.of(
        Equation.of(
            "sent = accepted + duplicate + rejected + refused", verdicts.sent(), tally.sent()),
        new Equation(
            "verdicts accepted = readings new in the patient log",
            tally.accepted(),
            newAccepted,
            tally.resent().taken()),
        new Equation(
            "verdicts rejected = records new in vigil.rejected",
            tally.rejected(),
            newRejected,
            tally.resent().rejected()));
  }

  private static List<Equation> readings(Counted counted) {
    LogCount log = counted.log();
    long seen = SEEN_BY_FEATURES.stream().mapToLong(counted::features).sum();
    return List.of(
        Equation.of(
            "accepted = in features + late duplicate + conflict + not used", log.accepted(), seen),
        Equation.of(
            "accepted = readings in the store", log.accepted(), counted.stored().readings()),
        Equation.of(
            "vectors in vigil.features = vectors the job counted",
            log.vectors(),
            counted.features(Counts.VECTORS)));
  }

  private static List<Equation> scores(Counted counted, List<String> liveModels) {
    LogCount log = counted.log();
    Stream<Equation> ofEach =
        liveModels.stream()
            .map(
                model ->
                    Equation.of(
                        "scores of " + model + " = vectors", log.scoresOf(model), log.vectors()));
    Equation ofAll =
        Equation.of(
            "scores in the log = scores in the store", log.allScores(), counted.stored().scores());
    return Stream.concat(ofEach, Stream.of(ofAll)).toList();
  }

  private static List<Equation> transitions(Counted counted) {
    long sent = counted.log().transitions();
    return List.of(
        Equation.of(
            "transitions in vigil.alerts = transitions the job counted",
            sent,
            counted.transitions()),
        Equation.of(
            "transitions in vigil.alerts = transitions in the store",
            sent,
            counted.stored().transitions()));
  }
}
