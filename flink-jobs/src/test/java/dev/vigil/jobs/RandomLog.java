package dev.vigil.jobs;

import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A patient log of two partitions whose clocks go at different speeds, with all that happens to
 * patients: bursts, hours and days of silence, late and future readings, corrections, discharges.
 */
public final class RandomLog {
  /** What a fold is shown: a record, and how far the slowest partition has come. */
  public record Moment(StampedRecord record, long slowest) {}

  private static final int PARTITIONS = 2;
  private static final int PATIENTS_A_PARTITION = 2;

  private final Random random;
  private final Set<RecordType> wanted;
  private final long[] ticks = {LogRecords.START, LogRecords.START};
  private final long[] offsets = {1, 1};
  private int version;

  private RandomLog(long seed, Set<RecordType> wanted) {
    this.random = new Random(seed);
    this.wanted = wanted;
  }

  /** A log of so many records of the wanted types, the same for the same seed. */
  public static List<Moment> of(long seed, Set<RecordType> wanted, int records) {
    RandomLog log = new RandomLog(seed, wanted);
    List<Moment> moments = new ArrayList<>();
    while (moments.size() < records) {
      moments.add(log.next());
    }
    return moments;
  }

  /** The log's records patient by patient. */
  public static Map<String, List<StampedRecord>> byPatient(List<Moment> log) {
    Map<String, List<StampedRecord>> records = new LinkedHashMap<>();
    for (Moment moment : log) {
      records
          .computeIfAbsent(moment.record().patient(), unknown -> new ArrayList<>())
          .add(moment.record());
    }
    return records;
  }

  private Moment next() {
    int partition = random.nextInt(PARTITIONS);
    if (random.nextInt(3) > 0) {
      ticks[partition] += gap();
      offsets[partition]++; // the tick
    }
    long stamp = ticks[partition];
    String patient = "p-" + partition + "-" + random.nextInt(PATIENTS_A_PARTITION);
    RawRecord raw = LogRecords.record(partition, offsets[partition]++, record(patient, stamp));
    return new Moment(new StampedRecord(raw, stamp), Math.min(ticks[0], ticks[1]));
  }

  private long gap() {
    int kind = random.nextInt(100);
    if (kind < 70) {
      return random.nextInt(3);
    }
    if (kind < 95) {
      return random.nextInt(120);
    }
    return random.nextInt(kind < 99 ? 5_000 : 200_000);
  }

  private PatientRecord record(String patient, long stamp) {
    PatientRecord record = anyRecord(patient, stamp);
    while (!wanted.contains(record.type())) {
      record = anyRecord(patient, stamp);
    }
    return record;
  }

  private PatientRecord anyRecord(String patient, long stamp) {
    int kind = random.nextInt(100);
    if (kind < 70) {
      return readings(patient, stamp);
    }
    if (kind < 80) {
      Status status = random.nextInt(4) == 0 ? Status.DISCHARGED : Status.ADMITTED;
      return new ContextChange(LogRecords.context(patient, ++version, status, plan()));
    }
    if (kind < 92) {
      OutputNumber vector = new OutputNumber(offsets[0] + offsets[1], stamp, 0);
      return LogRecords.score(patient, vector, random.nextInt(15));
    }
    return kind < 96
        ? new Command(patient, "c" + kind, Command.Kind.ACKNOWLEDGE, "none", 1, "nurse", null)
        : new Resume(patient, stamp + random.nextInt(400));
  }

  private MonitoringPlan plan() {
    return random.nextBoolean()
        ? MonitoringPlan.NONE
        : new MonitoringPlan(List.of(new Item("heart-rate", 60, random.nextInt(120))), List.of());
  }

  private PatientRecord readings(String patient, long stamp) {
    List<Reading> readings = new ArrayList<>();
    for (String vital : List.of("heart-rate", "spo2", "consciousness")) {
      if (readings.isEmpty() || random.nextInt(3) == 0) {
        readings.add(reading(vital, stamp));
      }
    }
    return LogRecords.readings(patient, stamp, readings.toArray(Reading[]::new));
  }

  private Reading reading(String vital, long stamp) {
    long steps =
        switch (vital) {
          case "heart-rate" -> 350 + 10L * random.nextInt(130);
          case "spo2" -> 840 + random.nextInt(160);
          default -> random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        };
    int kind = random.nextInt(20);
    long lag = kind < 16 ? random.nextInt(4) : kind < 19 ? random.nextInt(90_000) : -100;
    Reading.Status status =
        switch (random.nextInt(20)) {
          case 0 -> Reading.Status.CORRECTED;
          case 1 -> Reading.Status.WITHDRAWN;
          default -> Reading.Status.FINAL;
        };
    int readingVersion = status == Reading.Status.FINAL ? 1 : 2;
    return new Reading(vital, "mon-1", stamp - lag, steps, status, readingVersion, null);
  }
}
