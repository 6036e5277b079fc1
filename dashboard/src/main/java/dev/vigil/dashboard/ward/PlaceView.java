package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a patient's context that the pages show.
 *
 * @param expected for each vital sign of the monitoring plan: seconds after which a value is too
 *     old (interval + grace)
 * @param pauses agreed times without measurement
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlaceView(
    int version,
    Origin origin,
    String ward,
    String bed,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable Boolean pregnant,
    int spo2Scale,
    SortedMap<String, Limits> limits,
    SortedMap<String, Integer> expected,
    List<MonitoringPlan.Pause> pauses,
    long admitted) {

  static PlaceView of(PatientContext context) {
    SortedMap<String, Integer> expected = new TreeMap<>();
    for (MonitoringPlan.Item item : context.plan().items()) {
      long longest = (long) item.intervalSeconds() + item.graceSeconds();
      // The first of two, as the alarm about silence goes by it.
      expected.putIfAbsent(item.vital(), (int) Math.min(longest, Integer.MAX_VALUE));
    }
    return new PlaceView(
        context.version(),
        context.origin(),
        context.ward(),
        context.bed(),
        context.ageYears(),
        context.sex(),
        context.pregnant(),
        context.spo2Scale(),
        context.limits(),
        expected,
        context.plan().pauses(),
        context.admitted());
  }
}
