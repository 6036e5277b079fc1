package dev.vigil.alerting;

import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A state with one of everything. */
final class GoldenState {
  private static final String COMBINED =
      Rules.combined(
          "both",
          """
          {"all":[{"vital":"spo2","below":90},{"score":"news2","threshold":5},
            {"recently":{"vital":"heart-rate","above":200},"seconds":60}]}\
          """);
  private static final String CHANGE =
      Rules.combined(
          "rise",
          """
          {"lasting":{"any":[{"vital":"heart-rate","rises":20,"withinSeconds":160},
            {"vital":"spo2","below":90}]},"seconds":30}\
          """);

  private GoldenState() {}

  static Bedside bedside() {
    Bedside bed =
        new Bedside(
            Rules.governance(
                Rules.HR_HIGH, Rules.SPO2, Rules.NEWS, Rules.SILENCE, COMBINED, CHANGE));
    MonitoringPlan plan =
        new MonitoringPlan(List.of(new Item("heart-rate", 60, 30), new Item("spo2", 30, 30)), null);
    Limits limits = new Limits(new BigDecimal("50"), new BigDecimal("120"));
    bed.context(1000, Status.ADMITTED, plan, Map.of("heart-rate", limits));
    bed.reading(1000, "spo2", "85", 1000);
    bed.acknowledge(1001, "c", bed.last().alert(), 1);
    bed.score(1002, 5.5, 3, 2.5);
    bed.advance(1070);
    bed.shelve(1070, bed.last().alert(), 1, 2000, "known");
    bed.reading(1071, "heart-rate", "140", 1071);
    bed.reading(1073, "heart-rate", "141", 1073);
    bed.reading(1074, "heart-rate", "135", 1072);
    return bed;
  }
}
