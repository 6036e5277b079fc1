package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.LiveReplay;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The ward of a running Vigil, in which a recording is played. */
final class ReplayWard implements LiveReplay.Ward {
  private static final String REAL_TIME = "real-time";

  private final ServerPatients patients;
  private final Lifetime lifetime;
  private final Clock clock;
  private final long ahead;

  /**
   * A ward.
   *
   * @param clock of this machine
   * @throws VigilException if the Vigil is a recorded world: its clock is another recording's
   */
  ReplayWard(ServerClient server, Lifetime lifetime, Clock clock) {
    patients = new ServerPatients(server);
    this.lifetime = requireNonNull(lifetime, "lifetime is null");
    this.clock = requireNonNull(clock, "clock is null");
    JsonNode status = server.get("/api/status");
    if (!status.path("world").asText().equals(REAL_TIME)) {
      throw VigilException.problem(
          "The Vigil there is a replay of its own, whose clock is a recording's: name one that was"
              + " started with ./vigil up.");
    }
    ahead = status.path("now").asLong() - clock.instant().getEpochSecond();
  }

  @Override
  public long now() {
    return clock.instant().getEpochSecond() + ahead;
  }

  @Override
  public boolean await(long second) throws InterruptedException {
    long millis = (second - ahead) * 1000 - clock.millis();
    return lifetime.lasts(Duration.ofMillis(Math.max(0, millis)));
  }

  @Override
  public void admit(Collection<Admission> admissions) {
    Map<String, PatientContext> admitted = patients.admitted();
    List<Admission> missing = new ArrayList<>();
    for (Admission admission : admissions) {
      PatientContext there = admitted.get(admission.patient());
      if (there == null) {
        missing.add(admission);
      } else if (there.origin() != Origin.REPLAY) {
        throw VigilException.problem(
            "A patient of the recording has the id "
                + there.patient()
                + ", and a patient of this id is admitted who is not a replay's: play into another"
                + " Vigil.");
      }
    }
    patients.admit(missing, "patients of the recording");
  }

  @Override
  public void discharge(Collection<String> gone, String because) {
    patients.discharge(gone, because);
  }
}
