package dev.vigil.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the real data lie: under {@code VIGIL_DATA}, or beside the project. */
public final class TestData {
  private TestData() {}

  /** The file, if it is there. */
  public static Optional<Path> find(String name) {
    String given = System.getenv("VIGIL_DATA");
    Path folder = given == null ? Path.of("..", "..", "shared", "data") : Path.of(given);
    return Optional.of(folder.resolve(name)).filter(Files::exists);
  }
}
