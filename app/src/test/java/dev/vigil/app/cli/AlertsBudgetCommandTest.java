package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsBudgetCommandTest {
  private static final String RULES =
      """
      - {id: fast-1, kind: limit, vital: heart-rate, high: 130, priority: medium,
         delaySeconds: 20, hysteresis: 5, doc: x}
      - {id: fast-2, kind: limit, vital: heart-rate, high: 129, priority: medium,
         delaySeconds: 20, hysteresis: 5, doc: x}
      """;

  /** A day at 80 with three hours, not one after the other, at 140. */
  private static final String STAY =
      "HR|Age|Gender|ICULOS|SepsisLabel\n"
          + IntStream.rangeClosed(1, 24)
              .mapToObj(hour -> "%d|60|1|%d|0%n".formatted(hour % 9 == 5 ? 140 : 80, hour))
              .collect(Collectors.joining());

  @TempDir private Path folder;

  @Test
  void fileThatCannotBeWritten_isRefusedBeforeAnythingIsLookedFor() throws Exception {
    Path recording = Files.createDirectory(folder.resolve("recording-without-patients"));

    Ran ran =
        RecordingCommands.vigil(
            folder,
            new AlertsCommand(),
            "alerts",
            "budget",
            "--data",
            recording.toString(),
            "--per-patient-day",
            "1",
            "--out",
            folder.toString());

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("is a folder: expected a file to write the rules to");
  }

  @Test
  void rulesThatAreChangedTogether_areNamed_andTheFileIsUsable() throws Exception {
    Path recording = Files.createDirectory(folder.resolve("recording"));
    for (int patient = 1; patient <= 4; patient++) {
      Files.writeString(recording.resolve("p%06d.psv".formatted(patient)), STAY);
    }
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    Path out = folder.resolve("suggested.yaml");

    Ran ran = budget(recording, "--rules", rules.toString(), "--out", out.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("fast-1: delaySeconds from 20 to 7200")
        .contains("together with fast-")
        .contains("Written to " + out);
    assertThat(RulesInFile.read(out).json())
        .extracting(rule -> rule.path("delaySeconds").asInt())
        .containsExactly(7_200, 7_200);
  }

  @Test
  void rulesAboutScoresAlone_areNotWrittenAsIfTheyWereAll() throws Exception {
    Path recording = Files.createDirectory(folder.resolve("recording"));
    Path out = folder.resolve("suggested.yaml");

    Ran ran = budget(recording, "--scores-only", "--out", out.toString());

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("rules without the limits");
    assertThat(out).doesNotExist();
  }

  private Ran budget(Path recording, String... more) {
    List<String> args = new ArrayList<>(List.of("alerts", "budget", "--per-patient-day", "0.5"));
    args.addAll(List.of("--data", recording.toString()));
    args.addAll(List.of(more));
    return RecordingCommands.vigil(folder, new AlertsCommand(), args.toArray(String[]::new));
  }
}
