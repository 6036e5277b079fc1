package dev.vigil.app.rota;

import java.time.LocalDateTime;
import java.util.Iterator;

/** A rule by which an entry comes again, on the wall clock of its first time. */
@FunctionalInterface
interface Repetition {
  /** All times in their order, the first among them; endless if the rule is. */
  Iterator<LocalDateTime> from(LocalDateTime first);
}
