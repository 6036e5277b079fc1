package dev.vigil.app.sending;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The first messages to a gateway: they tell whether it is one, and whether it knows the patients.
 */
public final class FirstContact {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Set<String> NOT_KNOWN = Set.of("unknown-patient", "unknown-device");

  private final URI gateway;
  private Tally verdicts = Tally.NONE;

  public FirstContact(URI gateway) {
    this.gateway = requireNonNull(gateway, "gateway is null");
  }

  /**
   * Sends messages, and those whose patients are not known yet again.
   *
   * @param patience how long the gateway may take to hear of one more patient
   * @param remedy what to do if it never does, for people
   * @return the verdicts on these readings, without the ones that were asked for again
   * @throws VigilException if nobody answers as a gateway does, or it doesn't know the patients
   */
  public Tally make(List<List<OutgoingReading>> messages, Duration patience, String remedy)
      throws InterruptedException {
    try (HttpSender sender =
        new HttpSender(gateway, HttpSender.Settings.DEFAULT.withDeadline(DEADLINE))) {
      List<List<OutgoingReading>> due = new ArrayList<>(messages);
      if (CatchUp.await(() -> stillUnknown(sender, due), patience) > 0) {
        throw VigilException.problem("The gateway at " + gateway + " does not know " + remedy);
      }
      return verdicts;
    }
  }

  /** Sends what is due and leaves in it what the gateway knows no patient for. */
  private long stillUnknown(HttpSender sender, List<List<OutgoingReading>> due)
      throws InterruptedException {
    Map<List<OutgoingReading>, CompletableFuture<Tally>> answers = new LinkedHashMap<>();
    for (List<OutgoingReading> message : due) {
      answers.put(message, sender.send(message));
    }
    due.removeIf(message -> isKnown(requireNonNull(answers.get(message)).join(), sender));
    return due.size();
  }

  private boolean isKnown(Tally verdict, HttpSender sender) {
    requireGateway(verdict, sender);
    boolean known = !namesUnknown(verdict);
    if (known) {
      verdicts = verdicts.plus(verdict);
    }
    return known;
  }

  private void requireGateway(Tally verdict, HttpSender sender) {
    if (verdict.refused() > 0) {
      throw VigilException.problem(
          "The gateway at "
              + gateway
              + " took nothing for "
              + DEADLINE.toSeconds()
              + " s ("
              + sender.lastFailure()
              + "): is that its address, and is Vigil up?");
    }
    if (isOfNoGateway(verdict)) {
      throw VigilException.problem(
          "What answers at " + gateway + " is no gateway: " + sender.lastFailure() + ".");
    }
  }

  /** Whether readings were rejected because the gateway doesn't know whose they are. */
  public static boolean namesUnknown(Tally verdict) {
    return verdict.rejectedBy().keySet().stream().anyMatch(NOT_KNOWN::contains);
  }

  /** Whether whole messages were rejected, as something else than a gateway does. */
  public static boolean isOfNoGateway(Tally verdict) {
    return verdict.rejectedBy().keySet().stream().anyMatch(reason -> reason.startsWith("http-"));
  }
}
