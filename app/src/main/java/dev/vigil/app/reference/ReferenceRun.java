package dev.vigil.app.reference;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.monitoring.ReferenceRows;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at a recording through the feature engine, as training does, and puts what it sees into a
 * bundle. The same bundle and recording give the same bytes.
 */
public final class ReferenceRun {
  private static final int PATIENTS_PER_REPORT = 1_000;

  private final Path bundle;
  private final Path data;
  private final int patients;
  private final Progress progress;

  /**
   * Of a bundle's file.
   *
   * @param data path of the recording
   * @param patients at most so many, in the order of their ids
   */
  public ReferenceRun(Path bundle, Path data, int patients, Progress progress) {
    this.bundle = requireNonNull(bundle, "bundle is null");
    this.data = requireNonNull(data, "data is null");
    this.patients = patients;
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * What came of it.
   *
   * @param id SHA-256 of the bundle
   */
  public record Referenced(Reference reference, String id, byte[] bundle) {}

  /**
   * Looks.
   *
   * @throws VigilException if bundle or recording can't be read or don't fit each other
   */
  public Referenced run() {
    byte[] before = BundleFile.read(bundle);
    try {
      BundleManifest manifest = Bundles.manifest(before);
      Target target = Target.find(manifest.label());
      if (!(Bundles.open(before).get(0) instanceof RiskModel model) || target == null) {
        throw VigilException.usage(
            bundle
                + " predicts "
                + manifest.label()
                + ", for which there are no recordings: expected a model of sepsis, mortality or"
                + " heart-disease. A forecast gets its reference in training.");
      }
      Reference reference = look(model, target);
      byte[] after = Bundles.withReference(before, reference);
      return new Referenced(reference, Bundles.id(after), after);
    } catch (BundleException e) {
      throw VigilException.problem(bundle + " is not a usable bundle: " + e.getMessage() + ".", e);
    }
  }

  private Reference look(RiskModel model, Target target) {
    ReferenceRows rows = new ReferenceRows(model.inputs());
    StayReader reader = new StayReader();
    try (Stream<RecordedPatient> recorded = target.open(data).patients()) {
      Iterator<RecordedPatient> each = recorded.limit(patients).iterator();
      for (long read = 1; each.hasNext(); read++) {
        RecordedPatient patient = each.next();
        if (rows.wants(patient.id())) {
          RecordedCourse course = target.course(patient);
          add(rows, model, course.withLabel(course.rows(reader.stay(patient))));
        }
        if (read % PATIENTS_PER_REPORT == 0) {
          progress.at("patients read", read);
        }
      }
      return rows.reference(name());
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(data + " has no rows with a label: " + e.getMessage() + ".", e);
    }
  }

  private String name() {
    Path name = data.toAbsolutePath().normalize().getFileName();
    return name == null ? "recording" : name.toString();
  }

  private static void add(ReferenceRows rows, RiskModel model, List<TrainingRow> said) {
    for (TrainingRow row : said) {
      if (rows.wants(row.patient())) {
        FeatureVector vector = row.vector();
        double[] values =
            model.inputs().stream()
                .mapToDouble(input -> vector.values().getOrDefault(input, Double.NaN))
                .toArray();
        double score = model.appliesTo(vector) ? model.probability(vector) : Double.NaN;
        rows.add(row.patient(), values, score);
      }
    }
  }
}
