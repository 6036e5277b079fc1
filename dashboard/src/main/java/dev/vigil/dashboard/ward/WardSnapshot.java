package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ward at one moment.
 *
 * @param now the log's clock, whole seconds since the epoch; null before the first tick
 * @param ready whether the view has caught up with the log
 * @param live the model versions that are live, {@code model:version}
 * @param patients whole, the first by their ids
 * @param more how many others there are
 * @param rest the ids of the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WardSnapshot(
    @Nullable Long now,
    boolean ready,
    List<String> live,
    List<PatientView> patients,
    int more,
    @JsonIgnore List<String> rest) {}
