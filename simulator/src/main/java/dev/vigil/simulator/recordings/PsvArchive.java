package dev.vigil.simulator.recordings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Patients' files in a {@code .tar.gz}, read as it lies there. Opening reads it once to its end, so
 * that a damaged archive is known before the first patient; a pass then streams it. Files that lie
 * out of order are held, unparsed, until it is their turn.
 */
final class PsvArchive implements Recording {
  private final Path path;
  private final List<String> ids;

  private PsvArchive(Path path, List<String> ids) {
    this.path = path;
    this.ids = ids;
  }

  /**
   * Opens an archive.
   *
   * @throws RecordingException if it is damaged or holds no patient's file
   */
  static PsvArchive open(Path path) {
    TreeSet<String> ids = new TreeSet<>();
    try (PsvEntries entries = PsvEntries.open(path)) {
      TarArchiveEntry entry = entries.next();
      while (entry != null) {
        if (!ids.add(PsvFormat.idOf(entry.getName()))) {
          throw new RecordingException(
              path + " has the patient of " + entry.getName() + " twice; expected each id once");
        }
        entry = entries.next();
      }
      entries.drain();
    } catch (IOException e) {
      throw damaged(path, ids.isEmpty() ? "" : " after " + ids.size() + " files", e);
    }
    if (ids.isEmpty()) {
      throw new RecordingException(path + " has no .psv file; expected one per patient");
    }
    return new PsvArchive(path, List.copyOf(ids));
  }

  /** Whether the first file in it is a patient's, or it is damaged so early that none is seen. */
  static boolean looksRight(Path path) {
    try (PsvEntries entries = PsvEntries.open(path)) {
      TarArchiveEntry first = entries.nextFile();
      return first != null && PsvFormat.isPsv(first.getName());
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return PsvColumn.doubtful();
  }

  @Override
  public List<String> patientIds() {
    return ids;
  }

  @Override
  public Stream<RecordedPatient> patients() {
    try {
      InIdOrder pass = new InIdOrder(PsvEntries.open(path));
      return StreamSupport.stream(
              Spliterators.spliterator(pass, ids.size(), Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(pass::close);
    } catch (IOException e) {
      throw damaged(path, "", e);
    }
  }

  private static RecordingException damaged(Path path, String where, IOException cause) {
    return new RecordingException(
        path
            + " is damaged or cut off"
            + where
            + " ("
            + cause.getClass().getSimpleName()
            + "); expected a whole .tar.gz, get a new copy of it",
        cause);
  }

  /** One pass over the archive. */
  private final class InIdOrder implements Iterator<RecordedPatient> {
    private final PsvEntries entries;
    private final PsvParser parser = new PsvParser();
    private final Iterator<String> order = ids.iterator();
    private final Map<String, byte[]> held = new HashMap<>();

    InIdOrder(PsvEntries entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return order.hasNext();
    }

    @Override
    public RecordedPatient next() {
      String id = order.next();
      try {
        byte[] bytes = find(id);
        return parser.parse(id, path + "!" + id + ".psv", new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw damaged(path, " before " + id, e);
      }
    }

    private byte[] find(String id) throws IOException {
      byte[] early = held.remove(id);
      if (early != null) {
        return early;
      }
      for (TarArchiveEntry entry = entries.next(); entry != null; entry = entries.next()) {
        byte[] bytes = entries.read(entry);
        String found = PsvFormat.idOf(entry.getName());
        if (found.equals(id)) {
          return bytes;
        }
        held.put(found, bytes);
      }
      throw new RecordingException(path + " changed while it was read: " + id + " is gone");
    }

    void close() {
      try {
        entries.close();
      } catch (IOException e) {
        throw damaged(path, " at its end", e);
      }
    }
  }
}
