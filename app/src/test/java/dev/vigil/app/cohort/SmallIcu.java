package dev.vigil.app.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Writes small recordings in the format of the PhysioNet Challenge 2012. Invented. */
public final class SmallIcu {
  private static final int DIES_ONE_OF = 4;

  private SmallIcu() {}

  /**
   * Writes stays of whom those who die have a fast heart, a low pressure and little urine.
   *
   * @param folder is made if it isn't there
   */
  public static void write(Path folder, int stays, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder outcomes =
        new StringBuilder("RecordID,SAPS-I,SOFA,Length_of_stay,Survival,In-hospital_death\n");
    Path files = Files.createDirectories(folder.resolve("set-a"));
    for (int i = 0; i < stays; i++) {
      boolean dies = random.nextInt(DIES_ONE_OF) == 0;
      int id = 100_000 + i;
      Files.writeString(files.resolve(id + ".txt"), stay(id, dies, random));
      int score = 10 + random.nextInt(8) + (dies ? 3 : 0);
      outcomes.append("%d,%d,-1,9,-1,%d%n".formatted(id, score, dies ? 1 : 0));
    }
    Files.writeString(folder.resolve("Outcomes-a.txt"), outcomes);
  }

  private static String stay(int id, boolean dies, SplittableRandom random) {
    StringBuilder text = new StringBuilder("Time,Parameter,Value\n");
    text.append("00:00,RecordID,%d%n00:00,Age,%d%n".formatted(id, 40 + random.nextInt(50)));
    text.append("00:00,Gender,%d%n".formatted(random.nextInt(2)));
    text.append("00:00,ICUType,%d%n".formatted(1 + random.nextInt(4)));
    text.append("00:00,Weight,80%n".formatted());
    int minute = random.nextInt(90);
    while (minute < 48 * 60) {
      String at = "%02d:%02d,".formatted(minute / 60, minute % 60);
      text.append("%sHR,%d%n".formatted(at, random.nextInt(30) + (dies ? 90 : 75)));
      text.append("%sNISysABP,%d%n".formatted(at, random.nextInt(40) + (dies ? 85 : 105)));
      text.append("%sUrine,%d%n".formatted(at, random.nextInt(80) + (dies ? 0 : 40)));
      minute += 60 + random.nextInt(300);
    }
    return text.toString();
  }
}
