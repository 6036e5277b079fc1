package dev.vigil.dashboard.outcomes;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.schemas.Outcome;
import dev.vigil.schemas.PatientContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What really happened, kept in {@code vigil.outcomes}; the only writer of it. All methods block.
 */
public final class Outcomes {
  /** Outcomes in one request. */
  public static final int MOST = 10_000;

  private static final long CLOCKS_APART = 60;

  private final RecordLog<Outcome> log;
  private final PatientRegistry patients;
  private final LongSupplier clock;
  private final SortedMap<String, Outcome> latest = new TreeMap<>();

  /**
   * Over what the log holds.
   *
   * @param clock the world's, whole seconds since the epoch
   */
  public Outcomes(RecordLog<Outcome> log, PatientRegistry patients, LongSupplier clock) {
    this.log = requireNonNull(log, "log is null");
    this.patients = requireNonNull(patients, "patients is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What became of claims.
   *
   * @param recorded which are in the log now
   * @param known which had been said before and changed nothing
   */
  public record Stated(int recorded, int known) {}

  /**
   * Takes claims, all or none of them: what was said before isn't written again, and another claim
   * of the same patient and label takes the place of the one before.
   *
   * @param by who says so, of patients of their own wards
   * @throws RefusedException if one can't be right, by its place
   */
  public synchronized Stated state(List<OutcomeClaim> claims, Caller by) {
    if (claims.size() > MOST) {
      throw RefusedException.invalid(
          claims.size() + " outcomes are too many at once", "at most " + MOST);
    }
    long now = clock.getAsLong();
    for (int i = 0; i < claims.size(); i++) {
      require(claims.get(i), i + 1, by, now);
    }
    refresh();
    int recorded = 0;
    for (OutcomeClaim claim : claims) {
      Outcome said =
          new Outcome(claim.patient(), claim.label(), claim.occurred(), claim.at(), by.name(), now);
      Outcome before = latest.get(said.key());
      if (before == null || !before.saysTheSame(said)) {
        log.append(said.key(), said);
        latest.put(said.key(), said);
        recorded++;
      }
    }
    return new Stated(recorded, claims.size() - recorded);
  }

  private void require(OutcomeClaim claim, int place, Caller by, long now) {
    if (!isOf(by, claim.patient())) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN,
          "outcome " + place + " is of a patient who is not known",
          "the pseudonymous id of a patient who was admitted to one of your wards",
          "Correct the id; nothing of this request was recorded.");
    }
    if (claim.at() < 0 || claim.at() > now + CLOCKS_APART) {
      throw RefusedException.invalid(
          "outcome " + place + " is of the future, or before 1970",
          "'at' in whole seconds since 1970, by " + now);
    }
  }

  /** The latest of each patient and label, for what is no person. */
  public synchronized List<Outcome> all() {
    refresh();
    return List.copyOf(latest.values());
  }

  /** The latest of each patient and label, of the wards of whoever asks. */
  public List<Outcome> of(Caller caller) {
    return all().stream().filter(said -> isOf(caller, said.patient())).toList();
  }

  /** Who compares models with outcomes need not see patients on the board. */
  private boolean isOf(Caller caller, String patient) {
    PatientContext known = patients.find(patient);
    return known != null && caller.isOf(known.ward());
  }

  private void refresh() {
    log.readNew().forEach(said -> latest.put(said.key(), said));
  }
}
