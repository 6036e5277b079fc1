package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A patient as pages and clients see them. In an update, what is null has not changed; an episode
 * stands in an update only where the whole patient does, its changes come as {@link WardEvent}s.
 *
 * @param scores the last score of each live model
 * @param episode all that is open; null if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatientView(
    String patient,
    @Nullable PlaceView place,
    @Nullable SortedMap<String, VitalView> vitals,
    @Nullable List<Score> scores,
    @Nullable Episode episode) {}
