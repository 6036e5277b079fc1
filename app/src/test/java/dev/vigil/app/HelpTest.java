package dev.vigil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --help} says of every command. */
class HelpTest {
  private final List<String> refused = new ArrayList<>();

  /** Picocli formats them: of a lone percent sign it warns on standard error. */
  @Test
  void everyDescription_canBeFormatted() {
    // when
    look(Main.commandLine());

    // then
    assertThat(refused).isEmpty();
  }

  private void look(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    format(command.qualifiedName(), command.usageMessage().description());
    line.getSubcommands().values().forEach(this::look);
  }

  private void format(String command, String[] lines) {
    Arrays.stream(lines)
        .filter(text -> !isFormat(text))
        .forEach(text -> refused.add(command + ": " + text));
  }

  private static boolean isFormat(String text) {
    try {
      String unused = String.format(Locale.ROOT, text);
      return true;
    } catch (IllegalFormatException e) {
      return false;
    }
  }
}
