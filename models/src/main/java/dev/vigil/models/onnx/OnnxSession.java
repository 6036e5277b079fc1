package dev.vigil.models.onnx;

import java.util.List;
import java.util.Map;

/** A loaded ONNX model. Pure and thread-safe; its memory is given back when nobody holds it. */
public interface OnnxSession {
  /** What goes in, in the model's order. */
  List<OnnxValue> inputs();

  /** What comes out, in the model's order. */
  List<OnnxValue> outputs();

  /**
   * Runs rows.
   *
   * @param inputs by name, rows by columns; as many rows of each
   * @param output name of a tensor of floating-point numbers
   * @return rows by columns
   * @throws IllegalStateException if the model can't be run on these
   */
  double[][] run(Map<String, double[][]> inputs, String output);
}
