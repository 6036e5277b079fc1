package dev.vigil.dashboard.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.DrillEntry;
import org.jspecify.annotations.Nullable;

/**
 * A drill, running or over.
 *
 * @param id its patients' ids begin with it and a dash
 * @param plan what is practised
 * @param started whole seconds since the epoch
 * @param by who started it
 * @param because why
 * @param end null while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Drill(
    String id, DrillEntry.Plan plan, long started, String by, String because, @Nullable End end) {

  /**
   * How it ended.
   *
   * @param at whole seconds since the epoch
   * @param by who ended it; {@link Drills#BY} if Vigil did
   * @param because why
   */
  public record End(long at, String by, String because) {
    public End {
      requireNonNull(by, "by is null");
      requireNonNull(because, "because is null");
    }
  }

  public Drill {
    requireNonNull(id, "id is null");
    requireNonNull(plan, "plan is null");
    requireNonNull(by, "by is null");
    requireNonNull(because, "because is null");
  }

  /** Whether it is over. */
  @JsonIgnore
  public boolean isOver() {
    return end != null;
  }

  /** Whether somebody is one of its patients. */
  public boolean owns(String patient) {
    return patient.startsWith(id + "-");
  }

  /** Whether it ran at a second: from its start until before its end. */
  public boolean covers(long second) {
    return second >= started && (end == null || second < end.at());
  }

  Drill endedBy(DrillEntry entry) {
    return new Drill(
        id, plan, started, by, because, new End(entry.at(), entry.by(), entry.because()));
  }
}
