package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.sending.WardStream;
import dev.vigil.schemas.Json;
import dev.vigil.simulator.Tally;
import dev.vigil.simulator.ward.SimulatedWard;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil simulate}. */
@Command(
    name = "simulate",
    description =
        "Play a simulated ward into a running Vigil in real time, one reading a vital sign and"
            + " second. Exit code 1 if a reading was rejected or refused.")
public final class SimulateCommand extends VigilCommand {
  private static final long SEED = 20_190_101L;

  /** The gateway follows the admissions on its own. */
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(20);

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "The gateway, such as http://127.0.0.1:8070.")
  private URI gateway = URI.create("");

  @Mixin private WardSizeOption size = new WardSizeOption();
  @Mixin private MinutesOption lasting = new MinutesOption();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Who the patients are and what ails them (default: ${DEFAULT-VALUE}).")
  private long seed = SEED;

  @Option(
      names = "--admit",
      description =
          "First admit those who are not there yet, through the server of the data folder's Vigil.")
  private boolean admit;

  private final Clock clock = Clock.systemUTC();

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    int patients = size.patients();
    double minutes = lasting.minutes();
    var unused = HttpAddress.require("--to", gateway);
    SimulatedWard ward = new SimulatedWard(seed, patients, now());
    if (admit) {
      long start = new WardAdmission(ServerClient.of(config)).admit(ward);
      ward = new SimulatedWard(seed, patients, start);
    }
    PrintWriter err = spec().commandLine().getErr();
    Lifetime lifetime = new Lifetime();
    try (WardStream stream =
        new WardStream(gateway, ward, this::now, tally -> say(err, text(tally)))) {
      stream.start(admit ? UNTIL_KNOWN : Duration.ZERO);
      lifetime.await(minutes);
      Tally tally = stream.stop();
      output.print(text(tally), json(tally));
      return tally.rejected() + tally.refused() == 0 ? DONE : VigilException.PROBLEM;
    } finally {
      lifetime.done();
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static String text(Tally tally) {
    String counts =
        String.format(
            Locale.ROOT,
            "%,d readings accepted, %,d duplicate, %,d rejected, %,d refused",
            tally.accepted(),
            tally.duplicate(),
            tally.rejected(),
            tally.refused());
    return tally.rejected() == 0 ? counts : counts + ", rejected by " + tally.rejectedBy();
  }

  private static JsonNode json(Tally tally) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("sent", tally.sent());
    json.put("accepted", tally.accepted());
    json.put("duplicate", tally.duplicate());
    json.put("rejected", tally.rejected());
    json.set("rejected_by", Json.mapper().valueToTree(tally.rejectedBy()));
    json.put("refused", tally.refused());
    return json.put("refusals", tally.refusals());
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
