package dev.vigil.models.onnx;

import java.io.IOException;

/** An ONNX model that can't be served. The message names what is wrong and what to do. */
public final class OnnxException extends IOException {
  private static final long serialVersionUID = 1L;

  public OnnxException(String message) {
    super(message);
  }

  public OnnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
