package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of README's {@code bash} blocks. Two are run otherwise than they stand there:
 * {@code demo} is given an end ({@code DemoTest} runs it whole), and {@code test --yes} is what
 * runs this very test. What leads to a file must be there.
 */
class ReadmeTest {
  private static final Path README = VigilScript.PROJECT.resolve("README.md");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> command_works() throws IOException {
    List<List<String>> commands = commands();
    assertThat(commands).hasSizeGreaterThan(5);
    return commands.stream()
        .map(
            command ->
                DynamicTest.dynamicTest(String.join(" ", command), () -> assertWorks(command)));
  }

  @TestFactory
  Stream<DynamicTest> link_leadsToFile() throws IOException {
    return Pattern.compile("\\]\\(([^)#:]+)\\)")
        .matcher(Files.readString(README, UTF_8))
        .results()
        .map(link -> link.group(1))
        .map(
            target ->
                DynamicTest.dynamicTest(
                    target, () -> assertThat(VigilScript.PROJECT.resolve(target)).exists()));
  }

  private void assertWorks(List<String> command) throws Exception {
    Path data = folder.resolve(String.join("_", command).replaceAll("[^a-z0-9_]", ""));
    Process process = VigilScript.start(data, command);
    assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended").isTrue();
    assertThat(process.exitValue()).as(VigilScript.said(data)).isZero();
  }

  private static List<List<String>> commands() throws IOException {
    List<List<String>> commands = DocumentedCommands.of(README);
    commands.removeIf(command -> command.get(0).equals("test"));
    commands.replaceAll(
        command -> command.equals(List.of("demo")) ? List.of("demo", "--minutes", "0.1") : command);
    return commands;
  }
}
