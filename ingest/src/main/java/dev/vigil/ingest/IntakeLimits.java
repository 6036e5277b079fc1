package dev.vigil.ingest;

/**
 * What the intake may hold at once; above it refuses, so that its memory is bounded however long
 * the log is away.
 *
 * @param messages in hand at once
 * @param bytes of unpacked messages in hand at once
 * @param readingsPerMessage more make a message unreadable
 * @param rememberedReadings how many of the last readings are known again as duplicates at the
 *     gateway; older ones are found by the folds
 */
public record IntakeLimits(
    int messages, long bytes, int readingsPerMessage, int rememberedReadings) {
  public static final IntakeLimits DEFAULT =
      new IntakeLimits(10_000, 32L * 1024 * 1024, 10_000, 200_000);

  public IntakeLimits {
    atLeastOne("messages", messages);
    atLeastOne("bytes", bytes);
    atLeastOne("readingsPerMessage", readingsPerMessage);
    atLeastOne("rememberedReadings", rememberedReadings);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
    }
  }
}
