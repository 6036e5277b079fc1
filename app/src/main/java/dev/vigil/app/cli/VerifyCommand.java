package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.Mismatch;
import dev.vigil.app.verify.OfflineVerify;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.fold.Ticks;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code vigil verify}. */
@Command(
    name = "verify",
    description =
        "Fold the patient log again and compare every vector and alert transition with what was"
            + " sent, byte for byte. Exit code 1 if anything differs.")
public final class VerifyCommand extends VigilCommand {
  @Mixin private ClusterOption cluster = new ClusterOption();

  /** A log of three days of a full ward. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final Duration PROGRESS = Duration.ofSeconds(2);

  @Option(
      names = "--offline",
      description = "The Vigil of the data folder does not run: open its log here.")
  private boolean offline;

  @Option(
      names = "--recorded",
      description = "With --offline: the folder is a recorded world, such as a replay's.")
  private boolean recorded;

  @Override
  ClusterOption cluster() {
    return cluster;
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    if (recorded && !offline) {
      throw new ParameterException(
          spec().commandLine(), "--recorded goes with --offline: a running Vigil knows it itself");
    }
    VerifyReport report = offline ? offline(config) : online(config);
    output.print(text(report), report);
    PrintWriter err = spec().commandLine().getErr();
    report.mismatches().forEach(mismatch -> err.println(line(mismatch)));
    err.flush();
    return report.isClean() ? DONE : VigilException.PROBLEM;
  }

  private VerifyReport online(VigilConfig config) {
    return ServerAnswer.as(
        VerifyReport.class,
        ServerClient.of(config)
            .send("POST", "/api/verify", Json.mapper().createObjectNode(), PATIENCE));
  }

  private VerifyReport offline(VigilConfig config) {
    PrintWriter err = spec().commandLine().getErr();
    Ticks.World world = recorded ? Ticks.World.RECORDED : Ticks.World.REAL_TIME;
    long[] said = {System.nanoTime()};
    return new OfflineVerify(config, world)
        .run(
            partitions -> {
              if (System.nanoTime() - said[0] > PROGRESS.toNanos()) {
                said[0] = System.nanoTime();
                err.println(partitions + " partitions folded again");
                err.flush();
              }
            });
  }

  private static String text(VerifyReport report) {
    String what =
        String.format(
            Locale.ROOT,
            "%,d records from %s until %s folded again: %,d vectors, %,d alert transitions and %,d"
                + " episode changes compared, ",
            report.records(),
            Instant.ofEpochSecond(report.fromSecond()),
            Instant.ofEpochSecond(report.untilSecond()),
            report.vectors(),
            report.transitions(),
            report.episodes());
    return what
        + (report.isClean()
            ? "no difference."
            : String.format(
                Locale.ROOT,
                "%,d differ, the first %d follow.",
                report.mismatchCount(),
                report.mismatches().size()));
  }

  private static String line(Mismatch mismatch) {
    return String.format(
        Locale.ROOT,
        "%-9s  %s partition %d, number %s",
        mismatch.kind().name().toLowerCase(Locale.ROOT),
        mismatch.topic(),
        mismatch.partition(),
        mismatch.number());
  }
}
