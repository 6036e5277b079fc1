package dev.vigil.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneLineFileTest {
  @TempDir private Path folder;

  @Test
  void line_isKept_andReplacedByAnother() throws IOException {
    Path file = folder.resolve("new").resolve("mark");

    OneLineFile.keep(file, "one");
    OneLineFile.keep(file, "two");

    assertThat(file).hasContent("two");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void line_thatCannotBeWritten_leavesTheOldOne() throws IOException {
    Path file = folder.resolve("mark");
    OneLineFile.keep(file, "one");
    Files.createDirectories(folder.resolve("mark.new")); // as a disk that is full would

    assertThatThrownBy(() -> OneLineFile.keep(file, "two")).isInstanceOf(IOException.class);

    assertThat(file).hasContent("one");
  }
}
