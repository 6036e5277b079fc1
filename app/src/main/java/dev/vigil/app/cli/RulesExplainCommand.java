package dev.vigil.app.cli;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.Rule;
import dev.vigil.alerting.rules.RuleText;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts rules explain}. */
@Command(
    name = "explain",
    description = "What rules do, in plain words, and where their numbers come from.")
final class RulesExplainCommand extends VigilCommand {
  @Parameters(
      paramLabel = "RULE",
      arity = "0..1",
      description = "Id of a rule (default: all of them).")
  private @Nullable String id;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules, as YAML (default: those that Vigil starts with).")
  private @Nullable Path file;

  @Override
  protected int run(VigilConfig config, Output output) {
    Policy policy = RulesInFile.read(file).policy();
    for (Rule rule : chosen(policy)) {
      String text = RuleText.of(rule, policy.scope(rule.id()));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("rule", rule.id());
      json.put("text", text);
      json.put("source", rule.doc());
      output.print(rule.id() + "\n  " + text + "\n  Source: " + rule.doc() + "\n", json);
    }
    return DONE;
  }

  private List<Rule> chosen(Policy policy) {
    if (id == null) {
      return policy.rules();
    }
    List<Rule> found = policy.rules().stream().filter(rule -> rule.id().equals(id)).toList();
    if (found.isEmpty()) {
      List<String> known = policy.rules().stream().map(Rule::id).toList();
      String nearest = known.isEmpty() ? "none" : Nearest.to(id, known);
      throw VigilException.usage("There is no rule " + id + ": did you mean " + nearest + "?");
    }
    return found;
  }
}
