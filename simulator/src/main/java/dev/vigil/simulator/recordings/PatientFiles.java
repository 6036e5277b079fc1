package dev.vigil.simulator.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of one recording are: one of each patient, whose name is the patient's id, and
 * perhaps others that say something of all of them. One of it reads one recording.
 */
interface PatientFiles {
  /** A name that Vigil can take as an id. */
  Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Reads files one after the other, and may share between them. Not thread-safe. */
  @FunctionalInterface
  interface Parser {
    /**
     * Reads a file.
     *
     * @param file its name for messages
     * @throws RecordingException if it isn't such a file
     */
    RecordedPatient parse(String id, String file, InputStream in);
  }

  /** Names of patients' files; the group {@code id} is the patient's id. */
  Pattern patientName();

  /** A reader for one pass over the files. */
  Parser parser();

  /** What the labels of its steps say, such as {@code sepsis}. */
  String label();

  /** Columns whose unit had to be guessed. */
  List<DoubtfulUnit> doubtfulUnits();

  /** Whether a path names a file that says something of all patients. */
  default boolean isAboutAll(String path) {
    return false;
  }

  /**
   * Reads such a file; all of them are read before the first patient's.
   *
   * @param file its name for messages
   * @throws RecordingException if it isn't such a file
   */
  default void readAboutAll(String file, InputStream in) throws IOException {
    throw new IllegalStateException(file + " is not about all patients");
  }

  /** Whether a path, with / or the system's separator, names a patient's file. */
  default boolean isPatient(String path) {
    return patientName().matcher(fileName(path)).matches();
  }

  /** Whether a path names a file of the recording. */
  default boolean isOne(String path) {
    return isPatient(path) || isAboutAll(path);
  }

  /**
   * The patient's id, which is the file's name.
   *
   * @throws RecordingException if Vigil can't take the name as an id
   */
  default String idOf(String path) {
    Matcher name = patientName().matcher(fileName(path));
    if (!name.matches() || !ID.matcher(name.group("id")).matches()) {
      throw new RecordingException(
          path
              + ": the file's name is the patient's id; expected 1 to 64 letters, digits, dots,"
              + " dashes or underscores, rename it");
    }
    return name.group("id");
  }

  /** What stands behind the last / or \ of a path. */
  static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
