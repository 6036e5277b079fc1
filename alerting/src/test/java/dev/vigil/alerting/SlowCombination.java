package dev.vigil.alerting;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.alerting.rules.Verdict;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a combined rule holds, worked out from the whole history each time: every moment since
 * the beginning, second by second and reading by reading. A correction changes the history, a late
 * reading is put in its place there. One sensor for each vital sign.
 */
final class SlowCombination {
  private static final int WINDOW = 20;

  /** A reading as it is known now. */
  private static final class Heard {
    private Reading reading;

    Heard(Reading reading) {
      this.reading = reading;
    }

    boolean stands() {
      return reading.status() != Reading.Status.WITHDRAWN;
    }

    boolean stands(String vital) {
      return stands() && reading.vital().equals(vital);
    }
  }

  /** A moment: own time, the log's, and if readings made it, when and which. */
  private record Moment(
      long own, long stamp, boolean isReading, long measured, List<Heard> taken) {}

  private final Premise when;
  private final List<Moment> moments = new ArrayList<>();
  private final Map<String, List<Heard>> heard = new HashMap<>();
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
      long own = stamp == 0 ? second : measured + second - stamp;
      moments.add(new Moment(own, second, false, 0, List.of()));
    }
  }

  void readings(long now, List<Reading> readings) {
    Map<Long, List<Reading>> bySecond =
        readings.stream()
            .collect(Collectors.groupingBy(Reading::measured, TreeMap::new, Collectors.toList()));
    List<Reading> late = new ArrayList<>();
    bySecond.forEach(
        (at, together) -> {
          List<Heard> taken = new ArrayList<>();
          for (Reading reading : together) {
            if (!isCurrent(reading)) {
              late.add(reading);
            } else if (reading.status() != Reading.Status.WITHDRAWN) {
              Heard one = new Heard(reading);
              taken.add(one);
              heard.computeIfAbsent(reading.vital(), vital -> new ArrayList<>()).add(one);
            }
          }
          measured = stamp == 0 ? at : Math.max(measured, at);
          stamp = now;
          moments.add(new Moment(measured, now, true, at, taken));
        });
    late.sort(Comparator.comparing(Reading::vital).thenComparing(Reading::measured));
    late.forEach(this::revise);
    // Who has said nothing that stands begins anew.
    heard.values().removeIf(own -> window(own).stream().noneMatch(Heard::stands));
  }

  /** The last readings that were taken, latest last. */
  List<Reading> last(int count) {
    List<Reading> all =
        moments.stream()
            .flatMap(moment -> moment.taken().stream())
            .map(one -> one.reading)
            .toList();
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  private boolean isCurrent(Reading reading) {
    List<Heard> own = heard.get(reading.vital());
    return own == null || own.get(own.size() - 1).reading.measured() < reading.measured();
  }

  private static List<Heard> window(List<Heard> own) {
    return own.subList(Math.max(0, own.size() - WINDOW), own.size());
  }

  private void revise(Reading reading) {
    List<Heard> own = heard.get(reading.vital());
    if (own == null || reading.measured() < window(own).get(0).reading.measured()) {
      return;
    }
    int i = 0;
    while (own.get(i).reading.measured() < reading.measured()) {
      i++;
    }
    Heard there = own.get(i);
    if (there.reading.measured() != reading.measured()) {
      if (reading.status() != Reading.Status.WITHDRAWN) {
        Heard late = new Heard(reading);
        own.add(i, late);
        insert(late, there);
      }
    } else if (reading.version() > there.reading.version()) {
      there.reading = reading;
    }
  }

  /** At a moment of its own or of its second, before that of the next, at the same instant. */
  private void insert(Heard late, Heard next) {
    int at = 0;
    while (!moments.get(at).taken().contains(next)) {
      at++;
    }
    long then = moments.get(at).stamp();
    long when = late.reading.measured();
    while (at > 0
        && moments.get(at - 1).isReading()
        && moments.get(at - 1).stamp() == then
        && moments.get(at - 1).measured() >= when) {
      at--;
    }
    Moment there = moments.get(at);
    if (there.measured() == when) {
      there.taken().add(late);
    } else {
      long own = when;
      for (Moment before : moments.subList(0, at)) {
        own = before.isReading() ? Math.max(own, before.own()) : own;
      }
      moments.add(at, new Moment(own, then, true, when, new ArrayList<>(List.of(late))));
    }
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

  /** How many moments there have been. */
  int moments() {
    return moments.size();
  }

  /** Whether the rule was the case at some moment after so many. */
  boolean stoodAfter(int first) {
    List<Truth> all = course(when);
    Truth said = Truth.UNKNOWN;
    boolean stood = false;
    for (int i = 0; i < all.size(); i++) {
      said = all.get(i) == Truth.UNKNOWN ? said : all.get(i);
      stood |= i >= first && said == Truth.TRUE;
    }
    return stood;
  }

  /** What a premise says at every moment. */
  private List<Truth> course(Premise premise) {
    if (premise instanceof Premise.OfVital of) {
      return vital(of.sign().id(), of.check());
    }
    if (premise instanceof Premise.OfChange of) {
      return change(of.sign().id(), of.check());
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
    Truth before = Truth.UNKNOWN;
    Moment begin = null;
    boolean lasted = false;
    for (int i = 0; i < part.size(); i++) {
      Truth now = part.get(i) == Truth.UNKNOWN ? before : part.get(i);
      Moment moment = moments.get(i);
      if (now == Truth.UNKNOWN) {
        said.add(Truth.UNKNOWN);
        continue;
      }
      if (begin == null || now != before) {
        begin = moment;
        lasted = before == Truth.UNKNOWN && now == Truth.FALSE;
      }
      before = now;
      lasted |= moment.isReading() && moment.own() - begin.own() >= seconds;
      lasted |= moment.stamp() - begin.stamp() >= seconds;
      said.add(Truth.of(lasting ? now == Truth.TRUE && lasted : now == Truth.TRUE || !lasted));
    }
    return said;
  }

  private List<Truth> vital(String vital, LimitCheck check) {
    List<Truth> after = new ArrayList<>();
    Truth said = Truth.UNKNOWN;
    for (Moment moment : moments) {
      for (Heard one : moment.taken()) {
        if (one.stands(vital)) {
          Verdict verdict = check.judge(one.reading.value());
          boolean stays = verdict == Verdict.BETWEEN && said == Truth.TRUE;
          said = Truth.of(verdict == Verdict.BEYOND || stays);
        }
      }
      after.add(said);
    }
    return after;
  }

  private List<Truth> change(String vital, ChangeCheck check) {
    List<Truth> after = new ArrayList<>();
    List<Reading> own = new ArrayList<>();
    Truth said = Truth.UNKNOWN;
    for (Moment moment : moments) {
      for (Heard one : moment.taken()) {
        if (one.stands(vital)) {
          own.add(one.reading);
          said = change(own, said, check);
        }
      }
      after.add(said);
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
