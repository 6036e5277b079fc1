package dev.vigil.models.features;

import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Contexts of one patient's stays, each with the next version. */
final class Contexts {
  private int version;
  private long admitted;

  /** A stay begins that was entered to have begun at {@code second}. */
  ContextChange admission(long second) {
    admitted = second;
    return of(70, null);
  }

  /** Another age is known, which models see. */
  ContextChange change(int ageYears) {
    return of(ageYears, null);
  }

  /** The stay ends. */
  ContextChange discharge(long second) {
    return of(70, second);
  }

  private ContextChange of(int ageYears, @Nullable Long discharged) {
    version++;
    return new ContextChange(
        new PatientContext(
            "p1",
            version,
            discharged == null ? PatientContext.Status.ADMITTED : PatientContext.Status.DISCHARGED,
            PatientContext.Origin.DEMO,
            "w1",
            "b1",
            ageYears,
            null,
            null,
            1,
            new TreeMap<>(),
            List.of(),
            PatientContext.MonitoringPlan.NONE,
            admitted,
            discharged,
            "test",
            "test"));
  }
}
