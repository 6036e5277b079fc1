package dev.vigil.app.rota;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotaTableTest {
  @TempDir private Path folder;

  @Test
  void tableOfASpreadsheet_mayBeginWithAByteOrderMark() throws Exception {
    Path table =
        Files.writeString(
            folder.resolve("rota.csv"),
            "\uFEFFward,role,person,contact,from,until\n"
                + "icu,nurse,ann,,2026-03-01T07:00:00+01:00,2026-03-01T15:00:00+01:00\n");

    assertThat(RotaTable.read(table).duties()).containsOnlyKeys("icu");
  }
}
