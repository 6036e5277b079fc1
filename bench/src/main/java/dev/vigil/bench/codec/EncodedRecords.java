package dev.vigil.bench.codec;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.schemas.LogCodec;
import java.util.ArrayList;
import java.util.List;

/** Records as they lie in the log, no two the same, so that no parser learns one by heart. */
final class EncodedRecords {
  private static final int COUNT = 256;

  private EncodedRecords() {}

  static List<byte[]> list() {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      records.add(LogCodec.encode(EightVitals.at("bench-" + i, EightVitals.START + i)));
    }
    return List.copyOf(records);
  }
}
