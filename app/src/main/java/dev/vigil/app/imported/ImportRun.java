package dev.vigil.app.imported;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.CodeVersion;
import dev.vigil.models.imported.ImportException;
import dev.vigil.models.imported.ImportManifest;
import dev.vigil.models.imported.ModelImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a bundle of a model's file and its manifest, in YAML or JSON. */
public final class ImportRun {
  /** JSON is YAML, too. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private ImportRun() {}

  /**
   * What came of it.
   *
   * @param bundle of the model
   */
  public record Imported(ImportManifest manifest, byte[] bundle) {}

  /**
   * Imports.
   *
   * @throws VigilException naming what can't be read, mapped or served
   */
  public static Imported run(Path model, Path manifestFile) {
    byte[] file = read(model);
    ImportManifest manifest;
    try {
      manifest = ImportManifest.of(tree(manifestFile));
    } catch (ImportException e) {
      throw VigilException.problem(manifestFile + ": " + e.getMessage() + ".", e);
    }
    try {
      return new Imported(manifest, ModelImport.bundle(manifest, file, CodeVersion.get()));
    } catch (ImportException e) {
      throw VigilException.problem(model + " can't be imported: " + e.getMessage() + ".", e);
    }
  }

  private static JsonNode tree(Path file) {
    try {
      return YAML.readTree(read(file));
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw VigilException.problem(
          file
              + " is no YAML or JSON"
              + (place == null ? "" : " at line " + place.getLineNr())
              + ": expected a manifest as in docs/MODELS.md.",
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static VigilException unreadable(Path file, IOException cause) {
    return VigilException.problem(
        file
            + " can't be read ("
            + cause.getClass().getSimpleName()
            + "): does it exist, and may you read it?",
        cause);
  }
}
