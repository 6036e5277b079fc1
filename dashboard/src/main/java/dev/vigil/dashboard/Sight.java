package dev.vigil.dashboard;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.ward.WardChanges;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Of which wards a page hears.
 *
 * @param wards null for all
 */
record Sight(@Nullable Set<String> wards) {
  Sight {
    wards = wards == null ? null : Set.copyOf(wards);
  }

  /**
   * Of the wards that the caller sees those that the page asked for; a ward that is not theirs is
   * left out as one that there isn't.
   *
   * @param asked none for all that the caller sees
   */
  static Sight of(Caller caller, Collection<String> asked) {
    return asked.isEmpty()
        ? new Sight(caller.seenWards())
        : new Sight(asked.stream().filter(caller::sees).collect(Collectors.toSet()));
  }

  /** Whether patients of the ward are in it. */
  boolean has(String ward) {
    return wards == null || wards.contains(ward);
  }

  /**
   * What of it is in it. Who sees all wards hears of patients, too, of whom nobody has said yet
   * where they are.
   *
   * @param wardOf where a patient is or was last; null for one who is not known
   */
  WardChanges of(WardChanges all, Function<String, @Nullable String> wardOf) {
    return wards == null ? all : all.seenBy(this::has, wardOf);
  }
}
