package dev.vigil.app.cli;

import dev.vigil.app.backtest.BacktestModels;
import dev.vigil.app.backtest.BacktestOrder;
import dev.vigil.app.backtest.BacktestRun;
import dev.vigil.app.backtest.Backtested;
import dev.vigil.app.backtest.Contender;
import dev.vigil.app.backtest.DifferenceCsv;
import dev.vigil.app.backtest.GateLimits;
import dev.vigil.app.backtest.LogBacktest;
import dev.vigil.app.config.FeatureInterval;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.logstream.KafkaLog;
import dev.vigil.app.logstream.LogReader;
import dev.vigil.app.verify.OfflineLog;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil model backtest}. */
@Command(
    name = "backtest",
    description =
        "Try a model on data that is over: what it would have scored and alerted, beside what is"
            + " live. The result is a proof with a hash. Here --data PATH is a recording, as for"
            + " model evaluate; with --since it is the data folder of a Vigil, whose log is taken:"
            + " from its server while it runs, else from the folder. Exit code 1 if a gate is"
            + " failed.")
final class ModelBacktestCommand extends OneRecording {
  @Mixin private CohortOptions cohort = new CohortOptions();
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(
      index = "0",
      paramLabel = "BUNDLE",
      description = "Bundle of the model, as model train writes it.")
  private Path bundle = Path.of("");

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description =
          "Try it on Vigil's own log from this instant on, such as 2026-03-01T12:00:00Z, beside"
              + " what was live then by the ledger.")
  private @Nullable Instant since;

  @Option(
      names = "--recorded",
      description =
          "With --since: the folder is a recorded world, such as a replay's. One that runs says so"
              + " itself.")
  private boolean recorded;

  @Option(
      names = "--against",
      paramLabel = "FILE|NAME",
      description =
          "What is live: a bundle, or a model that comes with Vigil (default: the one of the same"
              + " name, or news2 where there is none). With --since: a model that was live.")
  private @Nullable String against;

  @Option(
      names = "--gate",
      paramLabel = "NAME=NUMBER",
      description =
          "Change what has to be kept to; may be repeated. Names and what holds otherwise:"
              + " alert-ratio=1.2, alert-budget=0.5, sensitivity-loss=0.05,"
              + " auroc-loss=0, utility-loss=0, silent-share=0.05, failed-scores=0.")
  private Map<String, Double> gates = new LinkedHashMap<>();

  @Option(
      names = "--proof",
      paramLabel = "OUT",
      description =
          "Write the proof there, also of a failed gate; its SHA-256 is the proof's hash. It is"
              + " there whole or not at all.")
  private @Nullable Path proof;

  @Option(
      names = "--differences",
      paramLabel = "OUT",
      description = "Write the hours in which only one of the two had an alert open there, as CSV.")
  private @Nullable Path differences;

  /** A recording is only read: nothing is logged into it. */
  @Override
  protected boolean worksOnData() {
    return since == null;
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    requireSense();
    BundleFile proofFile = BundleFile.atIfGiven(proof, "the proof", "--proof");
    BundleFile csv = BundleFile.atIfGiven(differences, "the differences", "--differences");
    long begun = System.nanoTime();
    Backtested backtested = since == null ? onRecording() : onLog(config, since);
    if (proofFile != null) {
      proofFile.write(Json.encode(backtested.proof()));
    }
    if (csv != null) {
      csv.write(DifferenceCsv.of(backtested.differences()));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    BacktestText text = new BacktestText(backtested, proof, differences, took);
    output.print(text.toString(), text.toJson());
    return backtested.proof().passed() ? DONE : VigilException.PROBLEM;
  }

  private Backtested onRecording() {
    Path recording = recording();
    int patients = cohort.patients();
    Contender candidate = BacktestModels.candidate(bundle, cohort.target().label());
    Contender rival = BacktestModels.rival(candidate, against);
    return new BacktestRun(order(candidate), rival, cohort.target(), progress())
        .run(recording, patients);
  }

  private Backtested onLog(VigilConfig config, Instant from) {
    LogBacktest backtest =
        new LogBacktest(
            order(BacktestModels.candidate(bundle, null)),
            against,
            from.getEpochSecond(),
            progress());
    if (server.isMeant(config)) {
      return server.client(config).stream("/api/log", in -> backtest.run(new LogReader(in)));
    }
    Ticks.World world = recorded ? Ticks.World.RECORDED : Ticks.World.REAL_TIME;
    int interval = FeatureInterval.decide(config).features().intervalSeconds();
    return OfflineLog.read(
        config,
        "stop that one first",
        bootstrap -> backtest.run(KafkaLog.whole(bootstrap, world, interval)));
  }

  private BacktestOrder order(Contender candidate) {
    return new BacktestOrder(candidate, cohort.settings(), GateLimits.with(gates));
  }

  private void requireSense() {
    BundleFile.requireTwo("--proof", proof, "--differences", differences);
    if (recorded && since == null) {
      throw VigilException.usage("--recorded goes with --since: a recording has no world.");
    }
    if (server.isGiven() && since == null) {
      throw VigilException.usage("--server goes with --since: a recording is read here.");
    }
    if (since != null && isGiven("--patients", "--label")) {
      throw VigilException.usage(
          "--patients and --label go with a recording: of a log everybody in it counts, and it has"
              + " no labels.");
    }
    if (!cohort.target().isOfMonitoring()) {
      throw VigilException.usage(
          "--label is "
              + cohort.target()
              + ", of which there is no course to alert in: use model evaluate.");
    }
  }

  private boolean isGiven(String... options) {
    return Stream.of(options).anyMatch(spec().commandLine().getParseResult()::hasMatchedOption);
  }
}
