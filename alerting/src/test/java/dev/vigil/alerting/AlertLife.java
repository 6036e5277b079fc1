package dev.vigil.alerting;

import java.util.List;

/** A patient of a ward that has a ladder and a rota, and what happens to an alert of theirs. */
abstract class AlertLife {
  // 1970-01-12T13:46:40Z: a shift of the plan below ends at 14:00.
  static final long T = 1_000_000;

  private static final String WARDS =
      """
      [{"ward": "*", "shifts": ["14:00"], "ladders": {"high": {"levels": [
        {"afterSeconds": 0, "role": "nurse"}, {"afterSeconds": 60, "role": "physician"}],
        "endSeconds": 300}},
        "rota": [{"role": "nurse", "person": "n-1", "contact": "n1@ward.example",
          "from": "1970-01-12T12:00:00Z", "until": "1970-01-12T20:00:00Z"}]}]
      """;

  static final String SPO2_LOW = Rules.limit("low", "spo2", "\"low\":85", "high", 0, 2);
  final Bedside bed = bed();

  private static Bedside bed() {
    GovernanceTimeline governance = Rules.governance();
    governance.append(
        Rules.policyWithWards(
            2, T - 1, WARDS, Rules.SPO2, SPO2_LOW, Rules.HR_RAISED, Rules.HR_HIGH, Rules.NEWS_HIGH),
        0);
    // Kept: a restart between any two steps changes nothing.
    return new Bedside(governance, true);
  }

  List<String> states() {
    return bed.transitions().stream()
        .map(t -> t.cause() + " " + t.state() + " " + (t.decided() - T))
        .toList();
  }

  void spo2(long at, String value) {
    bed.reading(T + at, "spo2", value, T + at);
  }
}
