package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.FhirChannel;
import dev.vigil.alerting.channels.FhirSettings;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts as Flag and Communication on HAPI's server, whose strict parser reads them. */
class FhirChannelTest {
  private static final AlertTransition RAISED =
      ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.HIGH, "n1@hospital.example");
  private static final AlertTransition ACKNOWLEDGED =
      ChannelTransitions.of(
          Origin.REAL, "00ff", 2, Priority.HIGH, State.ACKNOWLEDGED, Cause.ACKNOWLEDGED);
  private static final AlertTransition RESOLVED =
      ChannelTransitions.of(Origin.REAL, "00ff", 3, Priority.HIGH, State.RESOLVED, Cause.CLEARED);

  private FhirServer server;
  private FhirChannel channel;

  @BeforeEach
  void start() throws Exception {
    server = new FhirServer();
    channel =
        new FhirChannel(
            "fhir",
            Set.of(Origin.REAL),
            FhirSettings.of(server.base(), FhirServer.TOKEN, "urn:hospital:pid"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void alert_isOneFlagFromItsBeginningToItsEnd_andEachCallACommunication() {
    // when
    assertThat(channel.deliver(RAISED).outcome()).isEqualTo(Outcome.DELIVERED);
    FlagStatus open = server.flags.get(0).getStatus();
    channel.deliver(ACKNOWLEDGED);
    FlagStatus acknowledged = server.flags.get(0).getStatus();
    channel.deliver(RESOLVED);

    // then
    assertThat(open).isEqualTo(acknowledged).isEqualTo(FlagStatus.ACTIVE);
    assertThat(server.flags).hasSize(1);
    Flag flag = server.flags.get(0);
    assertThat(flag.getStatus()).isEqualTo(FlagStatus.INACTIVE);
    assertThat(flag.getPeriod().getEnd()).hasTime((ChannelTransitions.AT + 3) * 1000);
    assertThat(flag.getSubject().getIdentifier().getSystem()).isEqualTo("urn:hospital:pid");
    assertThat(flag.getSubject().getIdentifier().getValue()).isEqualTo("p-1");
    assertThat(flag.getCode().getText()).isEqualTo("Heart rate is above 130 /min");
    CodeableConcept priority = (CodeableConcept) flag.getExtension().get(0).getValue();
    assertThat(priority.getCodingFirstRep().getCode()).isEqualTo("PH");
    assertThat(flag.getMeta().getTag()).isEmpty();
    assertThat(server.communications).hasSize(1);
    Communication call = server.communications.get(0);
    assertThat(call.getPriority().toCode()).isEqualTo("stat");
    assertThat(call.getRecipientFirstRep().getDisplay()).isEqualTo("nurse n-1");
    assertThat(call.getPayloadFirstRep().getContentStringType().getValue())
        .startsWith("ward A bed 3, raised: Heart rate is above 130 /min")
        .contains("Clears when it is below 125");
    assertThat(call.getAboutFirstRep().getIdentifier().getValue()).isEqualTo("00ff");
  }

  @Test
  void sameTransitionAgain_changesNothing() {
    // given
    channel.deliver(RAISED);
    Flag before = server.flags.get(0).copy();

    // when
    Delivery again = channel.deliver(RAISED);

    // then
    assertThat(again.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(server.writtenFlags()).isEqualTo(2);
    assertThat(server.flags).hasSize(1);
    assertThat(server.flags.get(0).equalsDeep(before)).isTrue();
    assertThat(server.communications).hasSize(1);
  }

  @Test
  void refusedOne_toldLater_doesNotTurnTheFlagBack() {
    // given
    server.refusesCommunications = true;
    Delivery refused = channel.deliver(RAISED);
    channel.deliver(RESOLVED);
    server.refusesCommunications = false;

    // when
    Delivery again = channel.redeliver(RAISED);
    Delivery overtaken = channel.redeliver(ACKNOWLEDGED);

    // then
    assertThat(refused).isEqualTo(new Delivery(Outcome.REFUSED, 1, "http-422"));
    assertThat(again.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(overtaken.detail()).isEqualTo("overtaken");
    assertThat(server.flags.get(0).getStatus()).isEqualTo(FlagStatus.INACTIVE);
    assertThat(server.communications).hasSize(1);
    // and one that nothing has overtaken is written
    AlertTransition other = ChannelTransitions.asking(Origin.REAL, "00fe", 1, Priority.LOW, null);
    assertThat(channel.redeliver(other).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(server.flags).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 412})
  void flagThatIsRefused_keepsNobodyFromBeingCalled_andIsWrittenWhenItIsToldAgain(int status) {
    // given
    server.refusesFlags = status;

    // when
    Delivery refused = channel.deliver(RAISED);

    // then
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.detail()).isEqualTo("http-" + status);
    assertThat(server.flags).isEmpty();
    assertThat(server.communications).hasSize(1);

    // when
    server.refusesFlags = 0;
    Delivery again = channel.redeliver(RAISED);

    // then
    assertThat(again.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(server.flags).hasSize(1);
    assertThat(server.communications).hasSize(1);
  }

  @Test
  void whoIsNoPatient_isTaggedAsTestData_andSaysSo() {
    channel.deliver(ChannelTransitions.asking(Origin.TRAINING, "00fd", 1, Priority.LOW, null));

    Flag flag = server.flags.get(0);
    assertThat(flag.getMeta().getTagFirstRep().getCode()).isEqualTo("HTEST");
    assertThat(flag.getCode().getText()).startsWith("TRAINING (not a patient) Heart rate");
    Communication call = server.communications.get(0);
    assertThat(call.getMeta().getTagFirstRep().getCode()).isEqualTo("HTEST");
    assertThat(call.getPayloadFirstRep().getContentStringType().getValue())
        .startsWith("TRAINING (not a patient) ward A");
  }

  @Test
  void technicalAlert_isACommunicationWithoutASubject_once() {
    TechnicalAlert stalled =
        TechnicalAlert.raised(
            null, "job/alerts", "stalled", Priority.HIGH, 60, "It stands still", "Look.");

    channel.deliver(stalled, Origin.REAL);
    channel.deliver(stalled, Origin.REAL);
    channel.deliver(stalled.cleared(90, "It works again"), Origin.REAL);

    assertThat(server.flags).isEmpty();
    assertThat(server.communications).hasSize(2);
    assertThat(server.communications.get(0).hasSubject()).isFalse();
  }

  @Test
  void wrongToken_isForLater_andNoReasonToRefuseTheMessage() {
    FhirChannel stranger =
        new FhirChannel(
            "fhir", Set.of(Origin.REAL), FhirSettings.of(server.base(), "wrong", "urn:x"));

    assertThat(stranger.deliver(RAISED))
        .isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "http-401"));
  }
}
