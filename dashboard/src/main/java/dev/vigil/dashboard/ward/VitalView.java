package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vital sign as pages and clients see it. Without a value where everything recent was withdrawn.
 *
 * @param value in the canonical unit
 * @param measured whole seconds since the epoch
 * @param received at the gateway, whole seconds since the epoch
 * @param sensor which sensor; {@code manual} for an observation by a person
 * @param trail pairs of measured second and value, oldest first; null in an update that only
 *     appends the value itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VitalView(
    @Nullable BigDecimal value,
    @Nullable Long measured,
    @Nullable Long received,
    @Nullable String sensor,
    @Nullable List<List<Number>> trail) {}
