package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path folder;

  @Test
  void firstStart_makesAFileForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("data/token");

    Token made = TokenFile.openOrCreate(file, "operator");
    Token read = TokenFile.openOrCreate(file, "somebody-else");

    assertThat(made).isEqualTo(read).isEqualTo(TokenFile.read(file));
    assertThat(made.name()).isEqualTo("operator");
    assertThat(made.secret()).hasSize(43);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void fileOpenToOthersOrDamaged_isRefusedWithTheRemedy() throws Exception {
    Path file = folder.resolve("token");
    TokenFile.openOrCreate(file, "operator");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("chmod 600");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "operator\n");
    assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("damaged");
  }

  @Test
  void token_matchesOnlyItself() {
    Token token = new Token("operator", "s".repeat(43));

    assertThat(token.matches("s".repeat(43))).isTrue();
    assertThat(token.matches("s".repeat(42))).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(token.matches(null)).isFalse();
  }
}
