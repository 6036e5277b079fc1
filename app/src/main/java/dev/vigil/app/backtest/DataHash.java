package dev.vigil.app.backtest;

import dev.vigil.models.Sha256;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.PatientRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/** The hash of what was folded of each patient; the order of the patients doesn't change it. */
final class DataHash {
  private final Map<String, MessageDigest> patients = new TreeMap<>();

  /** Adds a patient's next record with its stamp. */
  void add(long stamp, PatientRecord record) {
    MessageDigest digest = of(record.patient());
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(stamp).flip());
    digest.update(record.type().wireName().getBytes(StandardCharsets.UTF_8));
    digest.update(LogCodec.encode(record));
  }

  /** Adds what is known to be true of a patient. */
  void add(String patient, int[] hours, boolean[] labels, int onset) {
    MessageDigest digest = of(patient);
    for (int row = 0; row < hours.length; row++) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(hours[row]).flip());
      digest.update((byte) (labels[row] ? 1 : 0));
    }
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(onset).flip());
  }

  private MessageDigest of(String patient) {
    return patients.computeIfAbsent(patient, id -> Sha256.newDigest());
  }

  /** SHA-256 of all patients, hexadecimal; nothing can be added afterwards. */
  String hex() {
    MessageDigest all = Sha256.newDigest();
    patients.forEach(
        (patient, digest) -> {
          all.update(Sha256.hex(patient).getBytes(StandardCharsets.US_ASCII));
          all.update(digest.digest());
        });
    return Sha256.hex(all);
  }
}
