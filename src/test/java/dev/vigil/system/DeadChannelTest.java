package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole Vigil with a webhook, e-mail and a heartbeat: what each hears of a training patient, of
 * the other one's death, and of a job that stands still.
 */
class DeadChannelTest {
  @TempDir private Path folder;

  @Test
  void deadChannelAndStalledJob_areToldOnTheOthers_andTheHeartbeatStopsWithTheLast()
      throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (CallReceiver webhook = new CallReceiver();
        CallReceiver heartbeat = new CallReceiver();
        TestWorld world = TestWorld.realTime(folder, settings(webhook, heartbeat, mail))) {
      awaitCalls(heartbeat, 2);
      assertThat(world.world().faults()).isEmpty();

      // a marked channel hears of a training patient, and is told so
      webhook.status = 503;
      happens(world, "one");
      world.admit(
          "p-1", new MonitoringPlan(List.of(new MonitoringPlan.Item("spo2", 1, 5)), List.of()));
      world.send("p-1", "spo2", "97", Instant.now().getEpochSecond());
      awaitSubject(mail, "Vigil technical alert (high) channel/webhook undelivered");
      assertThat(world.world().technical().open())
          .extracting(TechnicalAlert::subject)
          .contains("channel/webhook");
      assertThat(world.world().faults()).as("e-mail still reaches somebody").isEmpty();

      // it works again
      webhook.status = 200;
      awaitSubject(mail, "Vigil technical alert over (high) channel/webhook undelivered");
      await("the alert of the training patient")
          .atMost(TestWorld.PATIENCE)
          .untilAsserted(
              () -> assertThat(origins(webhook)).isNotEmpty().allMatch("training"::equals));
      assertThat(subjects(mail))
          .as("e-mail is for real patients only")
          .allMatch(subject -> subject.startsWith("Vigil technical alert"));

      // nobody is reached any more
      webhook.status = 503;
      mail.stop();
      happens(world, "another");
      await("both are dead")
          .atMost(TestWorld.PATIENCE)
          .until(() -> world.world().faults().size() == 2);
      int calls = heartbeat.taken.size();
      webhook.status = 200;
      await("the webhook works again")
          .atMost(TestWorld.PATIENCE)
          .until(() -> world.world().faults().isEmpty());
      assertThat(heartbeat.taken.size()).as("no call while it was dead").isLessThan(calls + 2);
      awaitCalls(heartbeat, calls + 2);

      // a job that is ended again and again
      await("a stalled job is told")
          .atMost(TestWorld.PATIENCE)
          .until(
              () -> {
                world.endJob(AlertsJob.NAME);
                return world.world().technical().open().stream()
                    .anyMatch(alert -> alert.key().equals("job/alerts/stalled"));
              });
      assertThat(world.world().faults()).isNotEmpty();
      await("the webhook hears of it")
          .atMost(TestWorld.PATIENCE)
          .until(
              () ->
                  webhook.taken.stream()
                      .anyMatch(
                          headers ->
                              headers
                                  .getFirst(WebhookChannel.KEY_HEADER)
                                  .startsWith("technical/job/alerts/stalled/")));
    } finally {
      mail.stop();
    }
  }

  private static void happens(TestWorld world, String condition) {
    world
        .world()
        .technical()
        .raise("test", condition, Priority.HIGH, Instant.now().getEpochSecond(), "It is", "None");
  }

  /** Of the patients whose alerts it has taken. */
  private static List<String> origins(CallReceiver webhook) {
    return webhook.taken.stream()
        .filter(taken -> taken.getFirst(WebhookChannel.KIND_HEADER).equals("alert"))
        .map(taken -> taken.getFirst(WebhookChannel.ORIGIN_HEADER))
        .toList();
  }

  private static Map<String, String> settings(
      CallReceiver webhook, CallReceiver heartbeat, GreenMail mail) {
    return Map.ofEntries(
        Map.entry("webhook.url", webhook.url()),
        Map.entry("webhook.origins", "real,training"),
        Map.entry("email.host", "127.0.0.1"),
        Map.entry("email.port", Integer.toString(mail.getSmtp().getPort())),
        Map.entry("email.security", "none"),
        Map.entry("email.from", "vigil@hospital.example"),
        Map.entry("email.to", "ward@hospital.example"),
        Map.entry("channels.dead-after-seconds", "2"),
        Map.entry("heartbeat.url", heartbeat.url()),
        Map.entry("heartbeat.seconds", "1"),
        Map.entry("heartbeat.stalled-after-seconds", "5"));
  }

  private static void awaitCalls(CallReceiver heartbeat, int count) {
    await("the heartbeat calls")
        .atMost(TestWorld.PATIENCE)
        .until(() -> heartbeat.taken.size() >= count);
  }

  private static void awaitSubject(GreenMail mail, String subject) {
    await(subject)
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(() -> assertThat(subjects(mail)).contains(subject));
  }

  private static List<String> subjects(GreenMail mail) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      subjects.add(message.getSubject());
    }
    return subjects;
  }
}
