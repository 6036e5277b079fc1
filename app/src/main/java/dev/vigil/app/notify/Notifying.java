package dev.vigil.app.notify;

import dev.vigil.dashboard.technical.DeliveryDesk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Whoever tells people, as seen by those who watch over it and show what it did. */
public interface Notifying extends DeliveryDesk {
  /** What each channel has not delivered, by its name; empty for one that has delivered all. */
  SortedMap<String, Optional<Trouble>> states();

  /** Whom a channel can't reach though it reaches others, by its name; without those that can. */
  SortedMap<String, Owing> owing();

  /** What channels haven't delivered and is kept no more, by their names. */
  SortedMap<String, Dropped> dropped();

  /** What waits for somebody to redrive or to close it, by the name of its channel. */
  SortedMap<String, Refused> refused();

  /** Names of the channels that reach somebody outside. */
  List<String> leadingOut();

  /** How long the channel that has stood still longest has neither read nor tried to deliver. */
  Duration stoodStill();

  /**
   * The second of its latest sign, where it is a process of its own, {@link
   * dev.vigil.schemas.fold.Ticks#NONE} if there never was one; empty where it is a part of this
   * process.
   */
  default Optional<Long> lastSign() {
    return Optional.empty();
  }

  /** Whether it is a process of its own whose sign is overdue: what is said of it is of then. */
  default boolean isSilent() {
    return false;
  }
}
