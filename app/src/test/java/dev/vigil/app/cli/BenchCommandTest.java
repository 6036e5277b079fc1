package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Interval;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is tested in the module bench. */
class BenchCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void unknownBenchmark_isWrongUsageAndNamesThoseThatAreThere() {
    // when
    int code = vigil("bench", "speed");

    // then
    assertThat(code).isEqualTo(VigilException.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no benchmark \"speed\", expected one of codec, features, scoring, pipeline,"
                + " alarms, recovery, latency. See vigil bench --help.");
  }

  @Test
  void unknownPart_isWrongUsageAndNamesThoseThatAreThere() {
    assertThat(vigil("bench", "pipeline", "--part", "echo", "--part", "all"))
        .isEqualTo(VigilException.USAGE);
    assertThat(vigil("bench", "codec", "--part", "echo")).isEqualTo(VigilException.USAGE);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly(
            "Benchmark pipeline has no part \"all\", expected one of replay, identity, singly,"
                + " rocksdb, scoring, echo, checkpoints-heap, checkpoints-rocksdb. See vigil bench"
                + " --help.",
            "Benchmark codec has no part \"echo\", expected none: it is one whole. See vigil bench"
                + " --help.");
  }

  @Test
  void measure_isOneObjectWithTheFieldsOfTheDesign() {
    // given
    var judged =
        new Measure("codec", "cpu-ratio", 1.5, new Interval(1.25, 1.75), "1", Target.atLeast(1));
    var shown = new Measure("codec", "time", 2, new Interval(2, 2), "us", null);

    // when, then
    assertThat(BenchCommand.json(judged))
        .hasToString(
            "{\"bench\":\"codec\",\"measure\":\"cpu-ratio\",\"value\":1.5,\"ci95\":[1.25,1.75],"
                + "\"unit\":\"1\",\"target\":1.0}");
    assertThat(BenchCommand.json(shown).toString()).endsWith("\"target\":null}");
    assertThat(BenchCommand.text(judged))
        .isEqualTo(
            "codec  cpu-ratio                                1.500  [1.250, 1.750] 1  wanted: at"
                + " least 1.0");
  }

  private int vigil(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--data";
    all[args.length + 1] = folder.toString();
    return Vigil.commandLine(new BenchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
