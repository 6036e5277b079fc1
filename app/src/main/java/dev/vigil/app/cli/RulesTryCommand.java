package dev.vigil.app.cli;

import dev.vigil.app.backtest.RuleTally;
import dev.vigil.app.backtest.RuleTrial;
import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts rules try}. */
@Command(
    name = "try",
    description =
        "What alerts rules would have raised: replays a recording (--data PATH) through the jobs'"
            + " own folds, with the models that come with Vigil, beside the present rules. Nothing"
            + " is changed.")
final class RulesTryCommand extends OneRecording {
  @Mixin private CohortOptions cohort = new CohortOptions();

  @Parameters(paramLabel = "FILE", description = "Rules, as YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "The present rules, as YAML (default: those that Vigil starts with).")
  private @Nullable Path against;

  @Override
  protected int run(VigilConfig config, Output output) {
    Path recording = recording();
    RulesInFile tried = RulesInFile.read(file);
    RulesInFile present = RulesInFile.read(against);
    Set<String> models = new TreeSet<>(RuleTrial.modelsOf(present.policy()));
    models.addAll(RuleTrial.modelsOf(tried.policy()));
    RuleTrial trial =
        RuleTrial.read(recording, cohort.patients(), cohort.target(), models, progress());
    RuleTally now = trial.with(present.policy());
    RuleTally then = trial.with(tried.policy());
    RuleTable table = new RuleTable(output);
    table.header(now);
    table.print("present", now);
    table.print("tried", then);
    return DONE;
  }
}
