package dev.vigil.alerting;

import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one combined rule finds.
 *
 * @param rule null if there is none of the name any more
 */
record CombinationFinding(@Nullable CombinedRule rule, boolean holds, Scene at) implements Finding {
  @Override
  public AlertTransition.Kind kind() {
    return AlertTransition.Kind.COMBINATION;
  }

  @Override
  public @Nullable Lead lead() {
    return holds && rule != null ? new Lead(rule.id(), rule.priority()) : null;
  }

  @Override
  public boolean isWatchedBy(String id) {
    return rule != null && rule.id().equals(id);
  }

  @Override
  public Account problem(Lead lead) {
    String when = rule == null ? lead.rule() : rule.when().text();
    return account(capital(when), "Clears when this is no longer so");
  }

  @Override
  public Account end(AlertTransition last) {
    String because = isWatchedBy(last.rule()) ? "It is no longer so" : "The rule is no longer set";
    return account(because, because);
  }

  private Account account(String because, String clears) {
    Holding.OwnTime time = at.state().combinations().holding().time();
    long measured = time == null ? at.now() : time.measured();
    Evidence evidence = new Evidence(readings(), null, score(), null, clears);
    return new Account(measured, because, evidence);
  }

  /**
   * What late readings say was the case.
   *
   * @param measured second from which
   * @param watches what they said then, by vital sign
   */
  static Account late(CombinedRule rule, long measured, Map<String, VitalWatch> watches) {
    List<Evidence.Sample> readings = new ArrayList<>();
    for (String vital : asked(rule)) {
      VitalWatch watch = watches.get(vital);
      if (watch != null) {
        watch
            .sensors()
            .forEach((id, last) -> readings.add(sample(vital, id, last, last.measured())));
      }
    }
    Evidence evidence = new Evidence(readings, null, null, null, "It is no longer so");
    return new Account(measured, capital(rule.when().text()), evidence);
  }

  /** The vital signs whose limits or changes a rule asks about. */
  static SortedSet<String> asked(CombinedRule rule) {
    TreeSet<String> asked = new TreeSet<>();
    rule.when()
        .visit(
            premise -> {
              if (premise instanceof Premise.OfVital of) {
                asked.add(of.sign().id());
              } else if (premise instanceof Premise.OfChange of) {
                asked.add(of.sign().id());
              }
            });
    return asked;
  }

  /** The last words of all sensors of the vital signs that the rule asks about. */
  private List<Evidence.Sample> readings() {
    List<Evidence.Sample> readings = new ArrayList<>();
    for (String vital : rule == null ? new TreeSet<String>() : asked(rule)) {
      VitalWatch watch = at.state().vitals().get(vital);
      if (watch != null) {
        watch
            .sensors()
            .forEach(
                (id, last) -> readings.add(sample(vital, id, last, measured(vital, id, last))));
      }
    }
    return readings;
  }

  private static Evidence.Sample sample(
      String vital, String sensor, VitalWatch.Sensor last, long measured) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    return new Evidence.Sample(vital, sign.toDecimal(last.value()), sign.unit(), sensor, measured);
  }

  /** Of the reading that stands: what came after it may have been withdrawn. */
  private long measured(String vital, String sensor, VitalWatch.Sensor last) {
    VitalHistory history = at.state().histories().get(vital);
    VitalHistory.Heard standing = history == null ? null : history.lastStanding(sensor);
    return standing == null ? last.measured() : standing.measured();
  }

  private @Nullable Score score() {
    List<Score> scores = new ArrayList<>();
    visit(
        premise -> {
          if (premise instanceof Premise.OfScore of) {
            ScoreWatch watch = at.state().scores().get(of.rule().model());
            if (watch != null) {
              scores.add(watch.last());
            }
          }
        });
    return scores.isEmpty() ? null : scores.get(0);
  }

  private void visit(Consumer<Premise> each) {
    if (rule != null) {
      rule.when().visit(each);
    }
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
