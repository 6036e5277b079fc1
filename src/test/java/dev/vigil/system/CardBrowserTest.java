package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a card says of values that aren't of now, and of how long an alert has asked. */
class CardBrowserTest {
  private static final String NEW = "p-9000";
  private static final long HOUR = 3600;
  private static final int MINUTE = 60;
  private static final int LATER_THAN_ALL = 1_000_000;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void partsThatAreTooOld_areNotShownAsCurrent() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.admit(NEW, "99", 0, Sex.FEMALE);
    ward.reading(NEW, "diastolic-pressure", 81, ward.now() - 2 * HOUR);
    ward.reading(NEW, "systolic-pressure", 122, ward.now());
    ward.reading(NEW, "oxygen-device", 2, ward.now() - 13 * HOUR);
    ward.reading(NEW, "oxygen-flow", 6, ward.now() - 13 * HOUR);
    ward.reading(NEW, "heart-rate", 143, ward.now());

    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);

    Locator card = page.locator(".card[data-patient='" + NEW + "']");
    assertThat(card.locator("[data-vital=heart-rate] .value")).hasText("143");
    assertThat(card.locator("[data-vital=systolic-pressure] .value").textContent())
        .isEqualTo("122/–");
    assertThat(card.locator(".note-text").textContent())
        .isEqualTo("too old, O₂ 6 L/min, Simple mask");
    assertThat(card.locator(".who").textContent()).isEqualTo(NEW + "\n0 · F");
    ward.tick();
    ward.reading(NEW, "diastolic-pressure", 79, ward.now());
    assertThat(card.locator("[data-vital=systolic-pressure] .value")).hasText("122/79");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void alertThatAsksTheNextPerson_isAsOldAsItsFirstQuestion() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    String patient = WardCast.id(2);
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    AlertTransition raised =
        ward.raise(
            patient,
            Kind.LIMIT,
            Priority.HIGH,
            "Heart rate is above 130 /min",
            ward.limit(patient, "heart-rate", 130, "Clears when it is back inside"));
    for (int second = 0; second < 2 * MINUTE; second++) {
      ward.tick();
    }

    AlertTransition escalated = escalated(raised, ward.now());
    ward.view.applyEpisode(
        patient,
        new Episode(patient, raised.decided(), List.of(escalated)),
        new OutputNumber(LATER_THAN_ALL, ward.now(), 0));
    ward.reading(patient, "heart-rate", 143, ward.now());

    Locator card = page.locator(".card[data-patient='" + patient + "']");
    assertThat(card.locator("[data-vital=heart-rate] .value")).hasText("143");
    assertThat(card.locator(".since").textContent()).isEqualTo("2 min");
    IN_BROWSER.assertNoComplaints();
  }

  private static AlertTransition escalated(AlertTransition of, long now) {
    return new AlertTransition(
        of.alert(),
        of.sequence() + 1,
        of.patient(),
        of.origin(),
        of.ward(),
        of.bed(),
        of.rule(),
        of.kind(),
        State.ACTIVE,
        of.priority(),
        Cause.ESCALATED,
        of.measured(),
        now,
        null,
        of.because(),
        of.evidence(),
        null,
        null,
        new Escalation(0, of.decided(), false, List.of(new Recipient("registrar", null, null))));
  }
}
