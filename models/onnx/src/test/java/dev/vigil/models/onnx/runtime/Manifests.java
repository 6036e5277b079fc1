package dev.vigil.models.onnx.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.models.imported.ImportException;
import dev.vigil.models.imported.ImportManifest;
import dev.vigil.models.imported.ModelImport;
import dev.vigil.schemas.Json;

/** A manifest of {@link MadeUpPatients}' inputs that tests change. */
final class Manifests {
  private final ObjectNode root = Json.mapper().createObjectNode();
  private final ArrayNode inputs = root.putArray("inputs");

  private Manifests() {
    root.put("name", "made-up").put("version", "1").put("label", "deterioration");
    root.put("kind", "onnx").put("purpose", "tests").put("licence", "none");
    root.put("trained-on", "made-up rows").put("limits", "knows nobody");
  }

  static Manifests empty() {
    return new Manifests();
  }

  static Manifests ofPatients() {
    Manifests manifest =
        new Manifests()
            .input("hr", "heart-rate.last", 85)
            .input("rr", "respiratory-rate.last", 18)
            .input("temp_f", "body-temperature.last", 98.6)
            .input("sbp", "systolic-pressure.last", 122)
            .input("age", "static.age", 55)
            .output("probability", "probability", 0);
    manifest.input(2).put("scale", 1.8).put("offset", 32);
    return manifest;
  }

  Manifests input(String name, String feature, double unknown) {
    inputs.addObject().put("name", name).put("feature", feature).put("unknown", unknown);
    return this;
  }

  Manifests output(String name, String is, int column) {
    root.putObject("output").put("name", name).put("is", is).put("column", column);
    return this;
  }

  ObjectNode input(int index) {
    return (ObjectNode) inputs.get(index);
  }

  ObjectNode root() {
    return root;
  }

  byte[] bundle(byte[] model) throws ImportException {
    return ModelImport.bundle(ImportManifest.of(root), model, "0");
  }
}
