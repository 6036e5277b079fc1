package dev.vigil.alerting;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.alerting.rules.Verdict;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a combined rule holds, worked out from the whole history each time: every moment since
 * the beginning, second by second and reading by reading. One sensor for each vital sign.
 */
final class SlowCombination {
  /** A moment: own time, the log's, whether a reading made it, how many were there by then. */
  private record Moment(long own, long stamp, boolean isReading, int heard) {}

  private final Premise when;
  private final List<Reading> heard = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();
  private long measured;
  private long stamp;
  private long second;

  SlowCombination(Premise when, long from) {
    this.when = when;
    second = from;
  }

  void advance(long now) {
    while (second < now) {
      second++;
      moment(stamp == 0 ? second : measured + second - stamp, second, false);
    }
  }

  void readings(long now, List<Reading> readings) {
    List<Reading> sorted = new ArrayList<>(readings);
    sorted.sort(Comparator.comparing(Reading::measured));
    Map<Long, List<Reading>> bySecond =
        sorted.stream()
            .collect(Collectors.groupingBy(Reading::measured, TreeMap::new, Collectors.toList()));
    bySecond.forEach(
        (at, together) -> {
          together.stream().filter(this::isCurrent).forEach(heard::add);
          measured = stamp == 0 ? at : Math.max(measured, at);
          stamp = now;
          moment(measured, now, true);
        });
  }

  private boolean isCurrent(Reading reading) {
    return heard.stream()
        .filter(other -> other.vital().equals(reading.vital()))
        .allMatch(other -> other.measured() < reading.measured());
  }

  private void moment(long own, long now, boolean isReading) {
    moments.add(new Moment(own, now, isReading, heard.size()));
  }

  /** Whether the rule is the case: what was last said of it, if the present says nothing. */
  boolean holds() {
    List<Truth> all = course(when);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i) != Truth.UNKNOWN) {
        return all.get(i) == Truth.TRUE;
      }
    }
    return false;
  }

  /** What a premise says at every moment. */
  private List<Truth> course(Premise premise) {
    if (premise instanceof Premise.OfVital of) {
      List<Truth> by = vital(of.sign().id(), of.check());
      return moments.stream().map(at -> by.get(at.heard())).toList();
    }
    if (premise instanceof Premise.OfChange of) {
      List<Truth> by = change(of.sign().id(), of.check());
      return moments.stream().map(at -> by.get(at.heard())).toList();
    }
    if (premise instanceof Premise.Not not) {
      return course(not.part()).stream().map(Truth::opposite).toList();
    }
    if (premise instanceof Premise.AtLeast some) {
      List<List<Truth>> parts = some.of().stream().map(this::course).toList();
      List<Truth> sum = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        int at = i;
        long yes = parts.stream().filter(part -> part.get(at) == Truth.TRUE).count();
        long no = parts.stream().filter(part -> part.get(at) == Truth.FALSE).count();
        boolean never = no > parts.size() - some.least();
        sum.add(yes >= some.least() ? Truth.TRUE : never ? Truth.FALSE : Truth.UNKNOWN);
      }
      return sum;
    }
    if (premise instanceof Premise.Lasting of) {
      return over(course(of.part()), of.seconds(), true);
    }
    Premise.Recently of = (Premise.Recently) premise;
    return over(course(of.part()), of.seconds(), false);
  }

  /** Whether the part was so for so long; or, of {@code recently}, not otherwise for so long. */
  private List<Truth> over(List<Truth> part, int seconds, boolean lasting) {
    List<Truth> said = new ArrayList<>();
    List<Truth> carried = new ArrayList<>();
    Truth before = Truth.UNKNOWN;
    for (Truth truth : part) {
      before = truth == Truth.UNKNOWN ? before : truth;
      carried.add(before);
    }
    for (int i = 0; i < carried.size(); i++) {
      Truth now = carried.get(i);
      int begin = i;
      while (begin > 0 && carried.get(begin - 1) == now) {
        begin--;
      }
      boolean first = begin == 0 || carried.get(begin - 1) == Truth.UNKNOWN;
      boolean lasted = first && now == Truth.FALSE;
      for (int j = begin; j <= i; j++) {
        lasted |=
            moments.get(j).isReading()
                && moments.get(j).own() - moments.get(begin).own() >= seconds;
        lasted |= moments.get(j).stamp() - moments.get(begin).stamp() >= seconds;
      }
      if (now == Truth.UNKNOWN) {
        said.add(Truth.UNKNOWN);
      } else {
        said.add(Truth.of(lasting ? now == Truth.TRUE && lasted : now == Truth.TRUE || !lasted));
      }
    }
    return said;
  }

  /** After so many readings, from none on. */
  private List<Truth> vital(String vital, LimitCheck check) {
    List<Truth> after = new ArrayList<>(List.of(Truth.UNKNOWN));
    for (Reading reading : heard) {
      Truth before = after.get(after.size() - 1);
      Verdict verdict = check.judge(reading.value());
      boolean stays = verdict == Verdict.BETWEEN && before == Truth.TRUE;
      Truth said = Truth.of(verdict == Verdict.BEYOND || stays);
      after.add(reading.vital().equals(vital) ? said : before);
    }
    return after;
  }

  private List<Truth> change(String vital, ChangeCheck check) {
    List<Truth> after = new ArrayList<>(List.of(Truth.UNKNOWN));
    List<Reading> own = new ArrayList<>();
    for (Reading reading : heard) {
      Truth before = after.get(after.size() - 1);
      if (reading.vital().equals(vital)) {
        own.add(reading);
        after.add(change(own, before, check));
      } else {
        after.add(before);
      }
    }
    return after;
  }

  /** After the last of these readings. */
  private static Truth change(List<Reading> own, Truth before, ChangeCheck check) {
    long width = Math.max(1, check.withinSeconds() / Course.PARTS);
    long part = Math.floorDiv(own.get(own.size() - 1).measured(), width);
    Map<Long, Double> means =
        own.stream()
            .filter(r -> Math.floorDiv(r.measured(), width) >= part - Course.PARTS)
            .collect(
                Collectors.groupingBy(
                    r -> Math.floorDiv(r.measured(), width),
                    Collectors.averagingLong(Reading::value)));
    double latest = means.remove(part);
    boolean up = check.side() == LimitCheck.Side.HIGH;
    OptionalDouble most =
        means.values().stream().mapToDouble(mean -> up ? latest - mean : mean - latest).max();
    if (most.isEmpty()) {
      // Nothing to hold it against: what was the case stays so.
      return before == Truth.TRUE ? Truth.TRUE : Truth.UNKNOWN;
    }
    boolean stays = before == Truth.TRUE && most.getAsDouble() > check.by() - check.back() + 1e-9;
    return Truth.of(most.getAsDouble() >= check.by() - 1e-9 || stays);
  }
}
