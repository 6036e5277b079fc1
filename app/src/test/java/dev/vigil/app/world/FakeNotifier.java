package dev.vigil.app.world;

import dev.vigil.app.notify.Dropped;
import dev.vigil.app.notify.Notifying;
import dev.vigil.app.notify.Owing;
import dev.vigil.app.notify.Refused;
import dev.vigil.app.notify.Trouble;
import dev.vigil.dashboard.access.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A notifier with the log as its only channel, which does well. */
record FakeNotifier(Optional<Long> lastSign, boolean isSilent) implements Notifying {
  @Override
  public SortedMap<String, Optional<Trouble>> states() {
    return new TreeMap<>(Map.of("log", Optional.empty()));
  }

  @Override
  public SortedMap<String, Owing> owing() {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<String, Dropped> dropped() {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<String, Refused> refused() {
    return new TreeMap<>();
  }

  @Override
  public List<String> leadingOut() {
    return List.of();
  }

  @Override
  public Duration stoodStill() {
    return Duration.ZERO;
  }

  @Override
  public List<Row> rows(boolean failedOnly) {
    return List.of();
  }

  @Override
  public Redriven redrive(@Nullable String channel, @Nullable String key, Caller by) {
    return new Redriven(0, 0);
  }

  @Override
  public Closed close(@Nullable String channel, @Nullable String key, String because, Caller by) {
    return new Closed(0, 0);
  }
}
