package dev.vigil.app.cli;

import dev.vigil.alerting.RuleSight;
import dev.vigil.app.backtest.RulesThen;
import dev.vigil.app.backtest.RulesThen.Account;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.logstream.LogReader;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts explain}. */
@Command(
    name = "explain",
    description =
        "What each rule saw of a patient at a moment of the past, and why it raised an alert or"
            + " didn't: the log is folded up to then, so that nothing counts that came later.")
final class AlertsExplainCommand extends VigilCommand {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "ID", description = "Pseudonymous id of the patient.")
  private String patient = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      required = true,
      converter = InstantOption.class,
      description = "The moment, such as 2026-03-01T10:00:00Z, as far back as the log goes.")
  private Instant at = Instant.EPOCH;

  @Override
  protected int run(VigilConfig config, Output output) {
    OnePatient.requireId(patient);
    long second = at.getEpochSecond();
    Account account =
        server.client(config).stream(
            "/api/log?whole=false", in -> RulesThen.of(new LogReader(in), patient, second));
    for (String unknown : account.unknown()) {
      output.print("Not known: " + unknown, Map.of("unknown", unknown));
    }
    output.list(
        account.sights(),
        AlertsExplainCommand::text,
        "No rule was judged then: the patient wasn't watched, or no rule was for this patient.");
    return DONE;
  }

  private static String text(RuleSight sight) {
    String priority = sight.priority().name().toLowerCase(Locale.ROOT);
    String standing =
        switch (sight.standing()) {
          case RAISES -> "raises";
          case WAITS -> "waits";
          case QUIET -> "is quiet";
          case CANNOT_TELL -> "can't tell";
        };
    String first = "%s (%s) %s: %s.".formatted(sight.rule(), priority, standing, sight.because());
    return sight.sees().isEmpty()
        ? first
        : first
            + System.lineSeparator()
            + "  "
            + String.join(System.lineSeparator() + "  ", sight.sees());
  }
}
