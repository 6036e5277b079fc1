package dev.vigil.models.logistic;

import dev.vigil.models.risk.Predictor;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A logistic model as files of a bundle: {@value #INPUTS} with the standardisation, {@value #MODEL}
 * as Tribuo writes it (protobuf, with Tribuo's own provenance; its tools can open it).
 */
public final class LogisticPayload {
  static final String INPUTS = "inputs.json";
  static final String MODEL = "model.tribuo";

  private LogisticPayload() {}

  /** The files, by name. */
  public static SortedMap<String, byte[]> write(LogisticInputs inputs, LinearSGDModel tribuo) {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    try {
      tribuo.serializeToStream(model);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(INPUTS, Json.encode(inputs));
    files.put(MODEL, model.toByteArray());
    return files;
  }

  /**
   * Makes the predictor from its files.
   *
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static Predictor read(Map<String, byte[]> files) throws IOException {
    byte[] model = file(files, MODEL);
    try {
      LogisticInputs inputs = Json.decode(file(files, INPUTS), LogisticInputs.class);
      Model<?> tribuo = Model.deserializeFromStream(new ByteArrayInputStream(model));
      if (tribuo instanceof LinearSGDModel linear) {
        return new LogisticPredictor(inputs, linear);
      }
      throw new IOException(
          MODEL + " holds a " + tribuo.getClass().getSimpleName() + ", expected a LinearSGDModel");
    } catch (MalformedRecordException e) {
      throw new IOException(INPUTS + " can't be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IOException(MODEL + " can't be read: " + e.getMessage(), e);
    }
  }

  private static byte[] file(Map<String, byte[]> files, String name) throws IOException {
    byte[] file = files.get(name);
    if (file == null) {
      throw new IOException("file " + name + " is missing");
    }
    return file;
  }
}
