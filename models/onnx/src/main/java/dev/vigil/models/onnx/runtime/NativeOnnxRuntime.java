package dev.vigil.models.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.vigil.models.onnx.OnnxException;
import dev.vigil.models.onnx.OnnxRuntime;
import dev.vigil.models.onnx.OnnxRuntimeMissingException;
import dev.vigil.models.onnx.OnnxSession;
import java.io.IOException;

/**
 * ONNX Runtime on the processor. A session computes in the thread that asks, so that a score costs
 * what its job has, and the same row gives the same bits.
 */
public final class NativeOnnxRuntime implements OnnxRuntime {
  @Override
  public String version() {
    return environment().getVersion();
  }

  @Override
  public OnnxSession open(byte[] model) throws IOException {
    OrtEnvironment environment;
    try {
      environment = environment();
    } catch (LinkageError | IllegalStateException e) {
      throw new OnnxRuntimeMissingException(e);
    }
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setDeterministicCompute(true);
      OrtSession session = environment.createSession(model, options);
      return NativeOnnxSession.of(environment, session);
    } catch (OrtException e) {
      throw new OnnxException(
          "ONNX Runtime can't load the model ("
              + e.getMessage()
              + "): is it an ONNX file of a"
              + " version up to this runtime's, with its weights inside and standard operators"
              + " alone?",
          e);
    }
  }

  /** One for the process; it is closed with it. */
  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }
}
