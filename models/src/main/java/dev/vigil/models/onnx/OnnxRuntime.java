package dev.vigil.models.onnx;

import java.io.IOException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What runs ONNX models. It is a native library of 93 MB, so it lies in a module of its own, and a
 * Vigil without ONNX models goes without.
 */
public interface OnnxRuntime {
  /** Its version, as it stands in the provenance of an imported model. */
  String version();

  /**
   * Loads a model.
   *
   * @param model as an ONNX file
   * @throws OnnxException if it isn't one, or has an operator or version that isn't known here
   */
  OnnxSession open(byte[] model) throws IOException;

  /**
   * The one on the class path.
   *
   * @throws OnnxRuntimeMissingException if there is none
   */
  static OnnxRuntime find() throws OnnxRuntimeMissingException {
    try {
      return ServiceLoader.load(OnnxRuntime.class, OnnxRuntime.class.getClassLoader())
          .findFirst()
          .orElseThrow(OnnxRuntimeMissingException::new);
    } catch (ServiceConfigurationError e) { // the library itself has gone from where Maven put it
      throw new OnnxRuntimeMissingException();
    }
  }
}
