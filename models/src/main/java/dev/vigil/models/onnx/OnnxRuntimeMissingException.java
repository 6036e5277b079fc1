package dev.vigil.models.onnx;

import java.io.IOException;

/** ONNX Runtime isn't on this machine, or its native library doesn't run on it. */
public final class OnnxRuntimeMissingException extends IOException {
  private static final long serialVersionUID = 1L;

  OnnxRuntimeMissingException() {
    super(
        "ONNX Runtime isn't there, which ONNX models need and nothing else: start this command once"
            + " as ./vigil --onnx COMMAND, which fetches it (93 MB)");
  }

  public OnnxRuntimeMissingException(Throwable cause) {
    super(
        "ONNX Runtime's native library can't be loaded ("
            + cause.getClass().getSimpleName()
            + "): it has builds for Linux (glibc) and macOS on x86-64 and arm64, and for Windows on"
            + " x86-64",
        cause);
  }
}
