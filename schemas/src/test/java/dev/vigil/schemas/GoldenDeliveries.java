package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;

import java.util.List;

/** What a notifier elsewhere tells. */
final class GoldenDeliveries {
  private GoldenDeliveries() {}

  static NotifierState inTrouble() {
    return new NotifierState(
        NOON,
        NOON - 90,
        List.of(
            new NotifierState.ChannelState("log", false, null, null, null),
            new NotifierState.ChannelState(
                "email",
                true,
                new NotifierState.Undelivered(NOON - 60, "smtp-421", NOON - 45L),
                new NotifierState.Owed(2, NOON - 3_600, "smtp-452"),
                new NotifierState.Dropped(7, 1, NOON - 7_200, NOON - 30))),
        List.of(
            new NotifierState.Refused("email", 2, 1, NOON - 600, true),
            new NotifierState.Refused("fhir", 1, 0, NOON - 9_000, false)));
  }

  static DeliveryNote result() {
    return new DeliveryNote(
        DeliveryNote.Kind.RESULT, "email", "a-1/1", NOON, true, 2, "smtp-250", null);
  }

  static DeliveryNote letter() {
    return new DeliveryNote(
        DeliveryNote.Kind.LETTER, "email", "a-1/2", NOON + 1, false, 1, "smtp-550", "ward-3");
  }
}
