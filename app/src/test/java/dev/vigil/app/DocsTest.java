package dev.vigil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents name is there: commands with their options, keys, files and headings. */
class DocsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern COMMAND = Pattern.compile("\\./vigil ([^`\\n#|]+)");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");
  private static final Pattern KEY = Pattern.compile("`([a-z]+)\\.([a-z-]+)(?:[=:][^`]*)?`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** Of the start script, not of the program that it starts. */
  private static final Set<String> OF_THE_SCRIPT = Set.of("test", "--yes", "--onnx");

  /** A file of the data folder, which is named as a key could be. */
  private static final Set<String> NO_KEY = Set.of("server.token");

  @Test
  void everyCommand_hasItsOptions() throws IOException {
    CommandLine program = Main.commandLine();
    List<String> unknown = new ArrayList<>();
    int found = 0;
    for (Map.Entry<Path, String> document : documents().entrySet()) {
      for (String command : firstGroups(COMMAND, document.getValue())) {
        found++;
        unknown.addAll(unknown(program, command.strip(), document.getKey()));
      }
    }

    assertThat(found).isGreaterThan(100);
    assertThat(unknown).isEmpty();
  }

  /** What of a command the program doesn't know. */
  private static List<String> unknown(CommandLine program, String command, Path document) {
    CommandLine at = program;
    List<String> unknown = new ArrayList<>();
    for (String word : command.split("\\s+")) {
      if (OF_THE_SCRIPT.contains(word)) {
        if (word.equals("test")) {
          return List.of();
        }
      } else if (word.startsWith("--")) {
        String option = word.replaceAll("[^a-z0-9-].*", "");
        if (!at.getCommandSpec().optionsMap().containsKey(option)) {
          unknown.add(document + ": " + command + ": " + option);
        }
      } else if (at.getSubcommands().containsKey(word)) {
        at = at.getSubcommands().get(word);
      } else if (WORD.matcher(word).matches() && takesOnlyCommands(at)) {
        unknown.add(document + ": " + command + ": " + word);
      }
    }
    return unknown;
  }

  private static boolean takesOnlyCommands(CommandLine command) {
    return !command.getSubcommands().isEmpty()
        && command.getCommandSpec().positionalParameters().isEmpty();
  }

  @Test
  void everyKey_isOneOfTheConfiguration() throws IOException {
    Set<String> keys = keys();
    Set<String> sections =
        keys.stream().map(key -> key.replaceAll("\\..*", "")).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (String text : documents().values()) {
      for (MatchResult named : KEY.matcher(text).results().toList()) {
        String key = named.group(1) + "." + named.group(2);
        if (sections.contains(named.group(1)) && !NO_KEY.contains(key)) {
          found++;
          if (!keys.contains(key)) {
            unknown.add(key);
          }
        }
      }
    }

    assertThat(found).isGreaterThan(30);
    assertThat(unknown).isEmpty();
  }

  private static Set<String> keys() throws IOException {
    Set<String> keys = new TreeSet<>();
    String section = "";
    for (String line : Files.readAllLines(PROJECT.resolve("vigil.example.yaml"))) {
      if (line.matches("[a-z]+:")) {
        section = line.replace(":", ".");
      } else if (line.matches("  [a-z-]+: .*")) {
        keys.add(section + line.strip().replaceAll(":.*", ""));
      }
    }
    return keys;
  }

  @Test
  void everyLink_leadsToAFile_andToAHeadingInIt() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Map.Entry<Path, String> document : documents().entrySet()) {
      for (String link : firstGroups(LINK, document.getValue())) {
        String[] parts = link.split("#", 2);
        Path file =
            parts[0].isEmpty() ? document.getKey() : document.getKey().resolveSibling(parts[0]);
        boolean isThere =
            Files.exists(file)
                && (parts.length == 1 || headings(Files.readString(file)).contains(parts[1]));
        if (!isThere) {
          broken.add(document.getKey() + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  /** By the names that a browser of the repository gives them. */
  private static Set<String> headings(String text) {
    return firstGroups(HEADING, text).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<String> firstGroups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Map<Path, String> documents() throws IOException {
    Map<Path, String> documents = new TreeMap<>();
    try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      Stream<Path> top =
          Stream.of("README.md", "CONTRIBUTING.md").map(name -> PROJECT.resolve(name));
      List<Path> files =
          Stream.concat(top, docs.filter(file -> file.toString().endsWith(".md"))).toList();
      for (Path file : files) {
        documents.put(file, Files.readString(file));
      }
    }
    return documents;
  }
}
