package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReferenceCommandTest {
  @TempDir private Path folder;
  private Path bundle = Path.of("");
  private Path recording = Path.of("");

  @BeforeEach
  void start() throws IOException {
    bundle = Files.write(folder.resolve("sepsis.zip"), BuiltInModels.bundles().get(1));
    recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 40, 4);
  }

  @Test
  void recording_isPutIntoTheBundle_twiceTheSame_andTheModelIsAsItWas() throws Exception {
    Path out = folder.resolve("referenced.zip");
    Path again = folder.resolve("again.zip");

    Ran ran = reference(bundle, out);
    Ran second = reference(bundle, again);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(Files.mismatch(out, again)).as("twice the same bytes").isEqualTo(-1);
    Reference reference = Bundles.reference(Files.readAllBytes(out));
    assertThat(reference.source()).isEqualTo("made-up");
    assertThat(reference.patients()).isEqualTo(40);
    RiskModel was = (RiskModel) Bundles.open(Files.readAllBytes(bundle)).get(0);
    RiskModel is = (RiskModel) Bundles.open(Files.readAllBytes(out)).get(0);
    assertThat(reference.inputs().keySet()).containsExactlyInAnyOrderElementsOf(is.inputs());
    assertThat(reference.inputs().get("heart-rate.last").counts()).hasSizeGreaterThan(5);
    assertThat(reference.score().known()).isPositive();
    double[] row = new double[was.inputs().size()];
    assertThat(is.probability(row)).isEqualTo(was.probability(row));
    assertThat(ran.out()).contains("inputs as they are in", "rows of 40 patients");
  }

  @Test
  void bundleOfNoTrainedModel_isRefused() throws Exception {
    Files.write(bundle, Bundles.clinicalScores());

    Ran ran = reference(bundle, folder.resolve("out.zip"));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("there are no recordings");
  }

  private Ran reference(Path of, Path out) {
    return RecordingCommands.vigil(
        folder, "model", "reference", of.toString(), "--data=" + recording, "--out=" + out);
  }
}
