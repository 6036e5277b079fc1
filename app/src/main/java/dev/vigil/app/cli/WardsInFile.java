package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.wards.RefusedWardsException;
import dev.vigil.alerting.wards.WardFile;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plans of wards out of a file. */
final class WardsInFile {
  private WardsInFile() {}

  /**
   * Reads them.
   *
   * @return as a policy entry has them
   * @throws VigilException if one can't be taken: with file and line
   */
  static JsonNode read(Path file) {
    try {
      return WardFile.read(Files.readString(file));
    } catch (RefusedWardsException e) {
      throw VigilException.problem(
          file + ", " + e.getMessage() + ". Correct it and run ./vigil wards check again.", e);
    } catch (MalformedInputException e) {
      throw VigilException.problem(file + " is not UTF-8: save it as such.", e);
    } catch (IOException e) {
      throw VigilException.usage(file + " can't be read: does it exist, and may you read it?");
    }
  }
}
