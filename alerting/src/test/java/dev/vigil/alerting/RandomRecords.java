package dev.vigil.alerting;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Command.Terms;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Pause;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Score;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Records of one patient as chance has them, of every kind and with every fault. */
final class RandomRecords {
  private final Random random;
  private final long start;

  /**
   * Begins.
   *
   * @param start from about when on there are pauses
   */
  RandomRecords(Random random, long start) {
    this.random = random;
    this.start = start;
  }

  long pause() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> 60 + random.nextInt(200);
      case 2 -> random.nextInt(30) == 0 ? 1000 : 20;
      default -> 1 + random.nextInt(15);
    };
  }

  List<Reading> readings(long stamp) {
    List<Reading> readings = new ArrayList<>();
    Set<String> identities = new HashSet<>();
    int count = random.nextInt(6) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      String vital =
          switch (random.nextInt(12)) {
            case 0, 1, 2 -> "spo2";
            case 3 -> "sensor-off";
            default -> "heart-rate";
          };
      String sensor = random.nextInt(5) == 0 ? "b" : "a";
      long lag =
          switch (random.nextInt(12)) {
            case 0 -> random.nextInt(1200);
            case 1 -> -random.nextInt(70);
            case 2 -> 86_400 - random.nextInt(2);
            default -> random.nextInt(count * 4 + 2);
          };
      long measured = stamp - lag;
      if (identities.add(vital + sensor + measured)) {
        long[] values = {500, 580, 610, 650, 800, 1060, 1080, 1120, 1250, 1270, 1310, 1500};
        long value =
            switch (vital) {
              case "spo2" -> 890 + random.nextInt(60);
              case "sensor-off" -> random.nextInt(2);
              default -> any(values);
            };
        Reading.Status status =
            switch (random.nextInt(20)) {
              case 0 -> Reading.Status.WITHDRAWN;
              case 1 -> Reading.Status.CORRECTED;
              default -> Reading.Status.FINAL;
            };
        int version = status == Reading.Status.FINAL ? 1 : 2 + random.nextInt(2);
        readings.add(new Reading(vital, sensor, measured, value, status, version, null));
      }
    }
    return readings;
  }

  private long any(long[] values) {
    return values[random.nextInt(values.length)];
  }

  MonitoringPlan plan() {
    List<Pause> pauses = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      long from = start + random.nextInt(2500) - 200;
      String vital = random.nextBoolean() ? "spo2" : "heart-rate";
      pauses.add(new Pause(vital, from, from + random.nextInt(600), "nurse", "test"));
    }
    List<Item> items = new ArrayList<>();
    items.add(new Item("heart-rate", 20 + random.nextInt(60), random.nextInt(30)));
    if (random.nextBoolean()) {
      items.add(new Item("spo2", 60, 30));
    }
    return new MonitoringPlan(items, pauses);
  }

  Map<String, Limits> limits() {
    return random.nextBoolean()
        ? Map.of()
        : Map.of("spo2", new Limits(BigDecimal.valueOf(90 + random.nextInt(5)), null));
  }

  Status status() {
    return random.nextInt(5) == 0 ? Status.DISCHARGED : Status.ADMITTED;
  }

  Score score(int i, long stamp) {
    boolean range = random.nextInt(4) == 0;
    double value = random.nextInt(11);
    Map<String, Double> parts = Map.of("respiration", (double) random.nextInt(4), "other", 1.0);
    return new Score(
        Bedside.PATIENT,
        "news2",
        random.nextInt(4) == 0 ? "2" : "1",
        new OutputNumber(i - random.nextInt(3), stamp, 0),
        stamp - random.nextInt(3),
        range ? Score.Outcome.RANGE : Score.Outcome.SCORE,
        range ? null : value,
        range ? value : null,
        range ? value + random.nextInt(4) : null,
        new TreeMap<>(parts),
        range ? List.of("consciousness") : List.of(),
        null);
  }

  Command command(Bedside bed, int i, long stamp) {
    List<AlertTransition> told = bed.transitions();
    String alert = "none";
    int sequence = 1;
    if (!told.isEmpty()) {
      AlertTransition seen = told.get(Math.max(0, told.size() - 1 - random.nextInt(5)));
      alert = seen.alert();
      sequence = seen.sequence() + random.nextInt(3) / 2;
    }
    Command.Kind kind = Command.Kind.values()[random.nextInt(Command.Kind.values().length)];
    String because = random.nextBoolean() ? null : "known";
    Terms terms = random.nextInt(3) == 0 ? null : terms(stamp);
    return new Command(Bedside.PATIENT, "c" + i, kind, alert, sequence, "nurse", because, terms);
  }

  private Terms terms(long stamp) {
    Long until = random.nextInt(4) == 0 ? null : Long.valueOf(stamp - 20 + random.nextInt(900));
    BigDecimal worseBy = random.nextBoolean() ? null : BigDecimal.valueOf(1 + random.nextInt(20));
    return new Terms(until, worseBy, random.nextBoolean());
  }
}
