package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.ward.WardChanges;
import dev.vigil.dashboard.ward.WardSnapshot;
import dev.vigil.dashboard.ward.WardView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has changed between two flushes, as all pages with one {@link Sight} hear it: each message
 * is written once for all of them.
 */
final class WardNews {
  private final WardView ward;
  private final WardMessages texts;
  private final Sight sight;
  private final boolean renewed;
  private final List<String> events;
  private final List<String> changed;
  private final @Nullable String values;
  private final Map<Part, String> wholes = new HashMap<>();
  private @Nullable Opening opening;

  WardNews(WardView ward, WardMessages texts, WardChanges all, Sight sight) {
    this.ward = requireNonNull(ward, "ward is null");
    this.texts = requireNonNull(texts, "texts is null");
    this.sight = requireNonNull(sight, "sight is null");
    WardChanges changes = sight.of(all, ward::wardOf);
    renewed = changes.renewed();
    events = changes.events().stream().map(event -> texts.event(event, changes.now())).toList();
    changed = changes.whose();
    values = changes.hasValues() ? texts.update(changes) : null;
  }

  /**
   * What a page is shown first.
   *
   * @param message the snapshot
   * @param rest patients who aren't in it
   */
  record Opening(String message, List<String> rest) {
    /**
     * Of what a page with this sight sees now.
     *
     * @param told number of the last transition that was told
     */
    static Opening of(WardView ward, WardMessages texts, Sight sight, long told) {
      WardSnapshot first = ward.snapshot(sight::has, WardBroadcast.PART);
      return new Opening(texts.snapshot(first, told), first.rest());
    }
  }

  /** Whether so much is different that a page needs a new snapshot. */
  boolean isRenewed() {
    return renewed;
  }

  /** Messages that no page may miss. */
  List<String> events() {
    return events;
  }

  /** The newest values; null if nothing of them has changed. */
  @Nullable String values() {
    return values;
  }

  /** Whose values, places or scores have changed, or who is gone. */
  List<String> changed() {
    return changed;
  }

  /**
   * A snapshot as of now.
   *
   * @param told number of the last transition that was told
   */
  Opening opening(long told) {
    Opening made = opening == null ? Opening.of(ward, texts, sight, told) : opening;
    opening = made;
    return made;
  }

  /**
   * Patients who are to be shown whole.
   *
   * @param more how many others of the snapshot's rest are still to come after them
   */
  record Part(List<String> patients, int more) {
    Part {
      patients = List.copyOf(patients);
    }
  }

  /** Whether {@link #whole} has been asked for this. */
  boolean hasWhole(Part part) {
    return wholes.containsKey(part);
  }

  /** An update with all of these patients; who isn't seen is gone. */
  String whole(Part part) {
    return wholes.computeIfAbsent(
        part, asked -> texts.part(ward.whole(asked.patients(), sight::has), asked.more()));
  }
}
