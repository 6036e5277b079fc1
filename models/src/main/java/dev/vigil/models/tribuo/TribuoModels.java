package dev.vigil.models.tribuo;

import dev.vigil.models.PayloadFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Tribuo's models of two classes as the file {@value #FILE} of a bundle: as Tribuo writes them
 * (protobuf, with Tribuo's own provenance), so that its tools can open them.
 */
public final class TribuoModels {
  /** Name of the file. */
  public static final String FILE = "model.tribuo";

  /** The class whose risk is the score. */
  public static final String POSITIVE = "1";

  /** The other class. */
  public static final String NEGATIVE = "0";

  private static final int CLASSES = 2;

  private TribuoModels() {}

  /** The file's bytes. */
  public static byte[] write(Model<Label> model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      model.serializeToStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The model again.
   *
   * @throws IOException if it is missing, can't be read, or tells other classes apart
   */
  public static Model<Label> read(Map<String, byte[]> files) throws IOException {
    byte[] file = PayloadFiles.required(files, FILE);
    try {
      Model<Label> model =
          Model.deserializeFromStream(new ByteArrayInputStream(file)).castModel(Label.class);
      positive(model);
      return model;
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException e) {
      throw new IOException(FILE + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Tribuo's number of the positive class; the other one's is 1 minus it.
   *
   * @throws IllegalArgumentException if the model has other classes
   */
  public static int positive(Model<Label> model) {
    int positive = model.getOutputIDInfo().getID(new Label(POSITIVE));
    int negative = model.getOutputIDInfo().getID(new Label(NEGATIVE));
    if (positive < 0 || negative < 0 || model.getOutputIDInfo().size() != CLASSES) {
      throw new IllegalArgumentException(
          "the model has the classes "
              + model.getOutputIDInfo().getDomain()
              + ", expected 0 and 1");
    }
    return positive;
  }
}
