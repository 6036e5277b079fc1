package dev.vigil.app.logstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.StampedLog;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Ticks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** A log as {@link LogWriter} writes it, while it comes: one record is held at a time. */
public final class LogReader implements WholeLog {
  private static final int HEAD_FIELDS = 7;
  private static final int RECORD_FIELDS = 6;

  private final BufferedReader in;
  private final GovernanceTimeline governance;
  private final Stretch stretch;
  private final boolean whole;
  private final int intervalSeconds;
  private final int partitions;
  private String[] line;
  private long records;

  /**
   * Reads its beginning.
   *
   * @throws VigilException if it is no log, or of a version that this Vigil doesn't know
   */
  public LogReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(requireNonNull(in, "in is null"), UTF_8));
    line = next();
    if (!is(LogWriter.HEAD) || line.length < HEAD_FIELDS || !line[1].equals(LogWriter.VERSION)) {
      throw VigilException.problem(
          "The server's log is of another form: is it a Vigil of another version? Use the command"
              + " line that it was started with.");
    }
    try {
      governance = new GovernanceTimeline(Ticks.World.valueOf(line[2]));
      stretch = new Stretch(number(3), number(4));
      intervalSeconds = Math.toIntExact(number(5));
      partitions = Math.toIntExact(number(6));
      whole = line.length <= HEAD_FIELDS || !line[HEAD_FIELDS].startsWith(LogWriter.LEFT);
      line = next();
      readGovernance();
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw brokenOff(e);
    }
  }

  private void readGovernance() {
    while (is(LogWriter.LEDGER) || is(LogWriter.POLICY)) {
      byte[] entry = line[2].getBytes(UTF_8);
      var unused =
          is(LogWriter.LEDGER)
              ? governance.appendLedger(entry, number(1))
              : governance.appendPolicy(entry, number(1));
      line = next();
    }
  }

  @Override
  public boolean isWhole() {
    return whole;
  }

  @Override
  public Stretch stretch() {
    return stretch;
  }

  @Override
  public int intervalSeconds() {
    return intervalSeconds;
  }

  @Override
  public GovernanceTimeline governance() {
    return governance;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void read(int partition, StampedLog.Sink sink) {
    try {
      while (is(LogWriter.RECORD) && number(1) == partition) {
        sink.accept(number(2), number(3), record());
        records++;
        line = next();
      }
      if (partition == partitions - 1 && !(is(LogWriter.END) && number(1) == records)) {
        throw brokenOff(new IOException("after " + records + " records"));
      }
    } catch (MalformedRecordException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw brokenOff(e);
    }
  }

  private PatientRecord record() throws MalformedRecordException {
    byte[] json = line[RECORD_FIELDS - 1].getBytes(UTF_8);
    return (PatientRecord) LogCodec.decode(RecordType.ofWireName(line[4]), json);
  }

  private boolean is(String kind) {
    return line[0].equals(kind);
  }

  private long number(int field) {
    return Long.parseLong(line[field]);
  }

  private String[] next() {
    try {
      String read = in.readLine();
      if (read == null) {
        throw new IOException("no more lines");
      }
      return read.split("\t", RECORD_FIELDS + 1 + 1);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private static VigilException brokenOff(Exception cause) {
    return VigilException.problem(
        "The log that the server sends broke off: is that Vigil still up? Try again.", cause);
  }
}
