package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.PolicyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules that a test holds in its hands; each decision holds from its version on. */
public final class InMemoryPolicy implements RulePolicy {
  private final List<PolicyEntry> entries = new ArrayList<>();

  @Override
  public Optional<PolicyEntry> at(@Nullable Long at) {
    return entries.stream()
        .filter(entry -> at == null || entry.holdsFrom() <= at)
        .reduce((first, second) -> second);
  }

  @Override
  public Changed set(Asked asked, String because, String by) {
    int version = entries.size() + 1;
    PolicyEntry last = at(null).orElse(null);
    if (last != null) {
      asked.requireUnchanged(last);
    }
    JsonNode rules = asked.rules() == null ? at(null).orElseThrow().rules() : asked.rules();
    JsonNode held = last == null ? null : last.wards();
    JsonNode wards = asked.wards() == null ? held : asked.wards();
    entries.add(new PolicyEntry(version, version, by, because, rules, wards));
    return new Changed(entries.get(version - 1), true);
  }
}
