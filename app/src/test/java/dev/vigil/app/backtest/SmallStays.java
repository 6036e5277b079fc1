package dev.vigil.app.backtest;

import dev.vigil.app.cohort.Target;
import dev.vigil.models.training.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Recorded stays of hearts that a test says, one row an hour, in the format of 2019. */
final class SmallStays {
  private final Path folder;
  private int patients;

  SmallStays(Path folder) {
    this.folder = folder;
  }

  /** One more patient: the heart rate of each hour. */
  SmallStays patient(int... rates) throws IOException {
    return patient(Integer.MAX_VALUE, rates);
  }

  /**
   * One more patient.
   *
   * @param labelled the row from which on sepsis is labelled, six hours before its onset
   */
  SmallStays patient(int labelled, int[] rates) throws IOException {
    StringBuilder text = new StringBuilder("HR|Age|Gender|ICULOS|SepsisLabel\n");
    for (int hour = 0; hour < rates.length; hour++) {
      int label = hour >= labelled ? 1 : 0;
      text.append("%d|60|1|%d|%d%n".formatted(rates[hour], hour + 1, label));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("p%06d.psv".formatted(++patients)), text);
    return this;
  }

  /** So many hours at one rate, but for one hour. */
  static int[] calmBut(int hours, int at, int rate) {
    int[] rates = new int[hours];
    for (int hour = 0; hour < hours; hour++) {
      rates[hour] = hour == at ? rate : 80;
    }
    return rates;
  }

  RuleTrial trial(String... models) {
    return RuleTrial.read(folder, patients, Target.SEPSIS, Set.of(models), Progress.NONE);
  }
}
