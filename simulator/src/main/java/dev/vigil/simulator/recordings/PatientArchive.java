package dev.vigil.simulator.recordings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Patients' files in a {@code .tar.gz}, read as it lies there. Opening reads it once to its end, so
 * that a damaged archive is known before the first patient; a pass then streams it. Files that lie
 * out of order are held, unparsed, until it is their turn.
 */
final class PatientArchive implements Recording {
  private final Path path;
  private final PatientFiles files;

  /** Names of the files, without folders, by patient. */
  private final SortedMap<String, String> names;

  private PatientArchive(Path path, PatientFiles files, SortedMap<String, String> names) {
    this.path = path;
    this.files = files;
    this.names = names;
  }

  /**
   * Opens an archive.
   *
   * @throws RecordingException if it is damaged or holds no patient's file
   */
  static PatientArchive open(Path path, PatientFiles files) {
    TreeMap<String, String> names = new TreeMap<>();
    try (TarEntries entries = TarEntries.open(path, files)) {
      for (TarArchiveEntry entry = entries.next(); entry != null; entry = entries.next()) {
        String name = entry.getName();
        if (files.isAboutAll(name)) {
          files.readAboutAll(path + "!" + name, new ByteArrayInputStream(entries.read(entry)));
        } else if (names.put(files.idOf(name), PatientFiles.fileName(name)) != null) {
          throw new RecordingException(
              path + " has the patient of " + name + " twice; expected each id once");
        }
      }
      entries.drain();
    } catch (IOException e) {
      throw damaged(path, names.isEmpty() ? "" : " after " + names.size() + " files", e);
    }
    if (names.isEmpty()) {
      throw new RecordingException(path + " has no patient's file; expected one per patient");
    }
    return new PatientArchive(path, files, names);
  }

  /** Whether the first file in it is of them, or it is damaged so early that none is seen. */
  static boolean looksRight(Path path, PatientFiles files) {
    try (TarEntries entries = TarEntries.open(path, files)) {
      TarArchiveEntry first = entries.nextFile();
      return first != null && files.isOne(first.getName());
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return files.doubtfulUnits();
  }

  @Override
  public String label() {
    return files.label();
  }

  @Override
  public List<String> patientIds() {
    return List.copyOf(names.keySet());
  }

  @Override
  public Stream<RecordedPatient> patients() {
    try {
      InIdOrder pass = new InIdOrder(TarEntries.open(path, files));
      return StreamSupport.stream(
              Spliterators.spliterator(
                  pass, names.size(), Spliterator.ORDERED | Spliterator.NONNULL),
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
    private final TarEntries entries;
    private final PatientFiles.Parser parser = files.parser();
    private final Iterator<String> order = names.keySet().iterator();
    private final Map<String, byte[]> held = new HashMap<>();

    InIdOrder(TarEntries entries) {
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
        return parser.parse(id, path + "!" + names.get(id), new ByteArrayInputStream(bytes));
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
        if (files.isPatient(entry.getName())) {
          byte[] bytes = entries.read(entry);
          String found = files.idOf(entry.getName());
          if (found.equals(id)) {
            return bytes;
          }
          held.put(found, bytes);
        }
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
