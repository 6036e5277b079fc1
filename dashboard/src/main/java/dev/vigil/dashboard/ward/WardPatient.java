package dev.vigil.dashboard.ward;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the board knows of one patient. Something may be known before the context comes. */
final class WardPatient {
  private final String id;
  private @Nullable PatientContext context;
  private final SortedMap<String, VitalTrack> vitals = new TreeMap<>();
  private final SortedMap<String, Score> scores = new TreeMap<>();
  private @Nullable Episode episode;
  private @Nullable OutputNumber episodeNumber;
  private @Nullable OutputNumber transitionNumber;

  WardPatient(String id) {
    this.id = requireNonNull(id, "id is null");
  }

  /** Where the patient is or was last; null before the context comes. */
  @Nullable String ward() {
    return context == null ? null : context.ward();
  }

  String id() {
    return id;
  }

  boolean isShown() {
    return context != null && context.isAdmitted();
  }

  /** Whether shown to somebody to whom these wards are open. */
  boolean isShownIn(Predicate<String> open) {
    return context != null && context.isAdmitted() && open.test(context.ward());
  }

  /** False if it isn't newer. */
  boolean take(PatientContext newer) {
    if (context != null && newer.version() <= context.version()) {
      return false;
    }
    boolean newStay = context != null && newer.admitted() != context.admitted();
    context = newer;
    if (newStay || !newer.isAdmitted()) {
      vitals.clear();
      scores.clear();
    }
    return true;
  }

  /** What came late for someone who left is not kept. */
  VitalTrack.Effect take(Reading reading, long received) {
    if (context != null && !context.isAdmitted()) {
      return VitalTrack.Effect.NONE;
    }
    return vitals
        .computeIfAbsent(
            reading.vital(), vital -> new VitalTrack(VitalSigns.catalogue().get(vital)))
        .add(reading, received);
  }

  /** False if a later one is there, or the score belongs to an earlier stay. */
  boolean take(Score score) {
    if (context != null && score.known() < context.admitted()) {
      return false;
    }
    String key = Score.modelVersion(score.model(), score.version());
    Score old = scores.get(key);
    if (old != null && !score.vector().isAfter(old.vector())) {
      return false;
    }
    scores.put(key, score);
    return true;
  }

  /** False if it was there before; null closes. */
  boolean take(@Nullable Episode newer, OutputNumber number) {
    if (episodeNumber != null && !number.isAfter(episodeNumber)) {
      return false;
    }
    episodeNumber = number;
    episode = newer;
    return true;
  }

  /** False if it was there before. */
  boolean takeTransition(OutputNumber number) {
    if (transitionNumber != null && !number.isAfter(transitionNumber)) {
      return false;
    }
    transitionNumber = number;
    return true;
  }

  List<AlertTransition> openAlerts() {
    return episode == null ? List.of() : episode.alerts();
  }

  /** Everything. */
  PatientView view(Predicate<Score> live) {
    SortedMap<String, VitalView> all = new TreeMap<>();
    vitals.forEach((vital, track) -> all.put(vital, track.view(true)));
    return new PatientView(id, place(), all, liveScores(live), episode);
  }

  /** Only what is marked. */
  PatientView view(Marks marks, Predicate<Score> live) {
    if (marks.whole()) {
      return view(live);
    }
    SortedMap<String, VitalView> changed = new TreeMap<>();
    for (Map.Entry<String, VitalTrack.Effect> mark : marks.vitals().entrySet()) {
      VitalTrack track = requireNonNull(vitals.get(mark.getKey()));
      changed.put(mark.getKey(), track.view(mark.getValue() == VitalTrack.Effect.REWRITTEN));
    }
    return new PatientView(
        id,
        null,
        changed.isEmpty() ? null : changed,
        marks.scores() ? liveScores(live) : null,
        null);
  }

  private @Nullable PlaceView place() {
    return context == null ? null : PlaceView.of(context);
  }

  private List<Score> liveScores(Predicate<Score> live) {
    return scores.values().stream().filter(live).toList();
  }
}
