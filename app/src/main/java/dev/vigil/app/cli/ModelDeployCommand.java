package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.dashboard.models.Change;
import dev.vigil.dashboard.models.ModelRegistry;
import dev.vigil.dashboard.models.Reason;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil model deploy}. */
@Command(
    name = "deploy",
    description =
        "Upload a bundle to the running Vigil and run its models as shadows: they score, and raise"
            + " no alerts. A bundle that runs already stays as it is.")
final class ModelDeployCommand extends ModelChanging {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Bundle of a model, at most 64 MiB.")
  private @Nullable Path file;

  @Option(
      names = "--built-in",
      description = "The models that come with this Vigil, in place of FILE.")
  private boolean builtIn;

  @Override
  void act(ServerClient server, Output output) {
    for (byte[] bundle : bundles()) {
      String path = "/api/bundles/" + Bundles.id(bundle);
      server.put(path, bundle, PATIENCE);
      JsonNode reason = Json.mapper().valueToTree(new Reason(because()));
      JsonNode answer = server.send("POST", path + "/deploy", reason, PATIENCE);
      for (Change done : ServerAnswer.list(Change.class, answer.path("changes"))) {
        output.print(ModelText.sentence(done), done);
      }
    }
  }

  private List<byte[]> bundles() {
    if ((file == null) != builtIn) {
      throw new ParameterException(
          spec().commandLine(), "Nothing or too much to deploy: give FILE or --built-in");
    }
    return file == null ? BuiltInModels.bundles() : List.of(read(file));
  }

  private static byte[] read(Path file) {
    byte[] bundle = BundleFile.read(file);
    if (bundle.length > ModelRegistry.MOST_BUNDLE_BYTES) {
      throw VigilException.problem(
          file
              + " has "
              + bundle.length
              + " bytes, expected at most "
              + ModelRegistry.MOST_BUNDLE_BYTES
              + ": is it a bundle?");
    }
    return bundle;
  }
}
