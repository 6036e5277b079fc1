package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With what a page opens its connection.
 *
 * @param session from its cookie; null where it has none and has to say its token
 * @param heard the {@link WardPosition} that it has heard; null for a new page
 * @param wards of which it wants to hear; none for all that its caller sees
 */
record WardHello(@Nullable String session, @Nullable String heard, List<String> wards) {
  WardHello {
    wards = List.copyOf(requireNonNull(wards, "wards is null"));
  }

  /** {@code /ws?heard=…&ward=…&ward=…}. */
  static WardHello of(HttpServerRequest request) {
    return new WardHello(
        SignedIn.session(request), request.getParam("heard"), request.params().getAll("ward"));
  }

  /** The same of who has said a token instead. */
  WardHello withoutSession() {
    return new WardHello(null, heard, wards);
  }
}
