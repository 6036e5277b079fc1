package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.PatientContext;
import io.vertx.ext.web.RoutingContext;

/** The patient whom a path names, if whoever asks sees the ward. */
final class SeenPatients {
  private final PatientRegistry registry;

  SeenPatients(PatientRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /** A patient of another ward is as unknown as one who never was. */
  PatientContext find(RoutingContext context) {
    String id = context.pathParam("id");
    PatientContext found = registry.find(id);
    if (found == null || !SignedIn.caller(context).sees(found.ward())) {
      throw RefusedException.unknownPatient(printable(id));
    }
    return found;
  }

  /** Throws what {@link #find} throws. */
  void require(RoutingContext context) {
    var unused = find(context);
  }

  private static String printable(String id) {
    return id.matches("[A-Za-z0-9._-]{1,64}") ? id : "of this id";
  }
}
