package dev.vigil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A control whose test is gone is a promise: {@code docs/HAZARDS.md} names only what there is. */
class HazardsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Properties))(?:\\.(\\w+))?`");

  @Test
  void everyTestThatIsNamed_isThere() throws IOException {
    Map<String, String> tests = sources();
    List<MatchResult> named =
        NAMED.matcher(Files.readString(PROJECT.resolve("docs/HAZARDS.md"))).results().toList();

    assertThat(named).hasSizeGreaterThan(30);
    for (MatchResult test : named) {
      assertThat(tests).containsKey(test.group(1));
      if (test.group(2) != null) {
        assertThat(tests.get(test.group(1))).contains("void " + test.group(2) + "(");
      }
    }
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.put(name, Files.readString(file));
      }
    }
    return sources;
  }
}
