package dev.vigil.dashboard.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.DrillEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All drills there ever were, folded from the entries of {@code vigil.drills}. Not thread-safe. An
 * entry that makes no sense, such as the end of a drill that never began, changes nothing.
 */
public final class DrillBook {
  private static final String PREFIX = "drill-";

  private final Map<String, Drill> drills = new LinkedHashMap<>();
  private final Map<String, JsonNode> reports = new HashMap<>();

  /** Takes an entry, in the order of the log. */
  public void take(DrillEntry entry) {
    Drill known = drills.get(entry.drill());
    switch (entry.step()) {
      case STARTED -> {
        if (known == null) {
          drills.put(entry.drill(), begun(entry));
        }
      }
      case ENDED -> {
        if (known != null && !known.isOver()) {
          drills.put(entry.drill(), known.endedBy(entry));
        }
      }
      case REPORTED -> reports.putIfAbsent(entry.drill(), requireNonNull(entry.report()));
    }
  }

  private static Drill begun(DrillEntry entry) {
    return new Drill(
        entry.drill(), requireNonNull(entry.plan()), entry.at(), entry.by(), entry.because(), null);
  }

  /** The id of the next drill: no other ever had it. */
  public String nextId() {
    return PREFIX + (drills.size() + 1);
  }

  /** All of them, the latest first. */
  public List<Drill> all() {
    List<Drill> all = new ArrayList<>(drills.values());
    Collections.reverse(all);
    return all;
  }

  /**
   * One of them.
   *
   * @throws RefusedException if there is none with this id
   */
  public Drill get(String id) {
    Drill found = drills.get(id);
    if (found == null) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN,
          "there is no drill with this id",
          "the id of a drill, such as " + PREFIX + "1",
          "List them with ./vigil drill list.");
    }
    return found;
  }

  /** The report that was kept; null if none was yet. */
  public @Nullable JsonNode report(String id) {
    return reports.get(id);
  }
}
