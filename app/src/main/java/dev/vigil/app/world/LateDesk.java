package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.technical.DeliveryDesk;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The desk of notifications, which start after the server that asks it. */
final class LateDesk implements DeliveryDesk {
  private final Supplier<? extends DeliveryDesk> desk;

  LateDesk(Supplier<? extends DeliveryDesk> desk) {
    this.desk = requireNonNull(desk, "desk is null");
  }

  @Override
  public List<Row> rows(boolean failedOnly) {
    return desk.get().rows(failedOnly);
  }

  @Override
  public Redriven redrive(@Nullable String channel, @Nullable String key, Caller by) {
    return desk.get().redrive(channel, key, by);
  }

  @Override
  public Closed close(@Nullable String channel, @Nullable String key, String because, Caller by) {
    return desk.get().close(channel, key, because, by);
  }
}
