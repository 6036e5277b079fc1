package dev.vigil.models.monitoring;

import static dev.vigil.models.monitoring.Watched.HOUR;
import static dev.vigil.models.monitoring.Watched.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random wards against slow ways to the same numbers. */
class MonitoringProperties {
  @Property(tries = 200)
  void patientsInAnyOrder_giveTheSameReport(@ForAll Random random) {
    List<List<Object>> byPatient = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byPatient.add(course("p" + i, random));
    }

    List<MonitorReport> one = report(byPatient, new Random(random.nextLong()));
    List<MonitorReport> other = report(byPatient, new Random(random.nextLong()));

    assertThat(other).isEqualTo(one);
  }

  @Property(tries = 300)
  void cellsOfHours_addUpToTheCellOfTheirSum(@ForAll Random random) {
    MonitoredVersion version = Watched.version("live", Watched.reference());
    Cell whole = new Cell(version);
    Cell[] parts = {new Cell(version), new Cell(version), new Cell(version)};
    for (int i = 0; i < 50; i++) {
      Cell part = parts[random.nextInt(parts.length)];
      int bin = random.nextInt(11) - 1;
      double own = random.nextDouble();
      double live = random.nextDouble();
      int patient = random.nextInt(9);
      for (Cell cell : List.of(whole, part)) {
        cell.vector(patient, new int[] {bin});
        cell.score(patient, Score.Outcome.SCORE, Math.max(0, bin), own > 0.5);
        cell.pair(own, live, own > 0.5 == live > 0.5);
      }
    }

    Cell sum = new Cell(version);
    Arrays.stream(parts).forEach(sum::add);

    List<Double> edges = version.edges(0);
    assertThat(sum.input(0, edges)).isEqualTo(whole.input(0, edges));
    assertThat(sum.scores(version.scoreEdges())).isEqualTo(whole.scores(version.scoreEdges()));
    assertThat(sum.patients()).isEqualTo(whole.patients());
    assertThat(sum.patientsKnowing(0)).isEqualTo(whole.patientsKnowing(0));
    assertThat(sum.patientsScored()).isEqualTo(whole.patientsScored());
    assertThat(sum.meanDistance()).isEqualTo(whole.meanDistance());
    assertThat(sum.otherSides()).isEqualTo(whole.otherSides());
  }

  @Property(tries = 500)
  void distribution_holdsEveryRowInTheBinOfItsValue(@ForAll Random random) {
    double[] values = new double[random.nextInt(60)];
    // few different values, as counts and codes have, or many; now and then unknown
    double step = random.nextBoolean() ? 10 : 0.1;
    Arrays.setAll(
        values,
        i -> random.nextInt(8) == 0 ? Double.NaN : Math.round(random.nextGaussian() * 20) * step);

    Distribution of = Distribution.of(values);

    assertThat(of.rows()).isEqualTo(values.length);
    assertThat(of.counts()).hasSizeLessThanOrEqualTo(Distribution.BINS);
    double[] known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (known.length > 0) {
      assertThat(of.counts()).as("no bin of training is empty").allMatch(count -> count > 0);
    }
    for (double value : known) {
      int bin = Distribution.bin(of.edges(), value);
      // a double and the float that training saw are in one bin
      assertThat(Distribution.bin(of.edges(), (float) value)).isEqualTo(bin);
      long below = Arrays.stream(known).filter(other -> (float) other <= (float) value).count();
      long upTo = of.counts().subList(0, bin + 1).stream().mapToLong(Long::longValue).sum();
      assertThat(below).isLessThanOrEqualTo(upTo);
    }
  }

  @Property(tries = 300)
  void index_isTheSumOverBins_andNothingIsLostOrGainedByMapping(@ForAll Random random) {
    long[] some = random.longs(6, 0, 50).toArray();
    long[] others = random.longs(6, 0, 50).toArray();
    double slow = 0;
    for (int i = 0; i < 6; i++) {
      double a = (some[i] + 0.5) / (Arrays.stream(some).sum() + 3);
      double b = (others[i] + 0.5) / (Arrays.stream(others).sum() + 3);
      slow += a * Math.log(a / b) + b * Math.log(b / a);
    }

    double index = Stability.index(boxed(some), boxed(others));

    assertThat(index).isCloseTo(slow, within(1e-12)).isGreaterThanOrEqualTo(0);
    assertThat(Stability.index(boxed(others), boxed(some))).isCloseTo(index, within(1e-12));
    Distribution of = new Distribution(List.of(-2.0, -1.0, 0.0, 1.0, 2.0), boxed(some), 3);
    assertThat(of.mapped(edge -> Math.floor(edge / 2)).rows()).isEqualTo(of.rows());
    assertThat(of.mapped(edge -> 2 * edge).counts()).isEqualTo(of.counts());
  }

  /** Vectors and scores of two versions of one patient over 30 hours, in their order. */
  private static List<Object> course(String patient, Random random) {
    List<Object> course = new ArrayList<>();
    TreeSet<Long> times = new TreeSet<>();
    random.longs(60, START, START + 30 * HOUR).forEach(times::add);
    for (long known : times) {
      Double rate = random.nextInt(5) == 0 ? null : (Double) (60.0 + random.nextInt(60));
      course.add(Watched.vector(patient, known, rate));
      course.add(Watched.score("live", patient, known, random.nextInt(100) / 100.0));
      course.add(Watched.score("shadow", patient, known, random.nextInt(100) / 100.0));
    }
    return course;
  }

  private static List<MonitorReport> report(List<List<Object>> byPatient, Random random) {
    Monitoring monitoring = new Monitoring(1_000, (model, patient, at) -> "live");
    monitoring.watch(
        List.of(
            Watched.version("live", Watched.reference()),
            Watched.version("shadow", Watched.reference())));
    int[] next = new int[byPatient.size()];
    for (int left = byPatient.stream().mapToInt(List::size).sum(); left > 0; ) {
      int patient = random.nextInt(next.length);
      if (next[patient] < byPatient.get(patient).size()) {
        Object record = byPatient.get(patient).get(next[patient]++);
        take(monitoring, record);
        left--;
      }
    }
    monitoring.advance(START + 31 * HOUR);
    return monitoring.reports();
  }

  private static void take(Monitoring monitoring, Object record) {
    if (record instanceof FeatureVector vector
        && monitoring.wants(vector.patient(), vector.known())) {
      monitoring.take(vector);
    } else if (record instanceof Score score && monitoring.wants(score.patient(), score.known())) {
      monitoring.take(score);
    }
  }

  private static List<Long> boxed(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
