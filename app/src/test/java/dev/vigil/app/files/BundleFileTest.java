package dev.vigil.app.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsNoOrdinaryFile_isNotReplaced() throws IOException {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));

      assertThatThrownBy(() -> BundleFile.at(socket))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("expected an ordinary file to write the bundle to");
    }
  }

  @Test
  void linkStaysOne_andWhatItPointsToIsReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("v1.zip"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("latest.zip"), target);

    BundleFile.at(link).write("after".getBytes(UTF_8));

    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("after");
  }

  @Test
  void twoOptions_canNotNameOneFileByTwoNames() throws IOException {
    Path target = Files.writeString(folder.resolve("v1.zip"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("latest.zip"), target);

    assertThatThrownBy(() -> BundleFile.requireTwo("--out", target, "--html", link))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("--out and --html are both");
  }
}
