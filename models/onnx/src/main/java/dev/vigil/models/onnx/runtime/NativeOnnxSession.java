package dev.vigil.models.onnx.runtime;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue.OnnxValueType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import dev.vigil.models.onnx.OnnxSession;
import dev.vigil.models.onnx.OnnxValue;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A model in native memory, which is given back once nobody holds the model any more. */
final class NativeOnnxSession implements OnnxSession {
  private static final Cleaner CLEANER = Cleaner.create();

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<OnnxValue> inputs;
  private final List<OnnxValue> outputs;

  private NativeOnnxSession(
      OrtEnvironment environment,
      OrtSession session,
      List<OnnxValue> inputs,
      List<OnnxValue> outputs) {
    this.environment = environment;
    this.session = session;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  static NativeOnnxSession of(OrtEnvironment environment, OrtSession session) throws OrtException {
    NativeOnnxSession of =
        new NativeOnnxSession(
            environment,
            session,
            values(session.getInputInfo().values()),
            values(session.getOutputInfo().values()));
    CLEANER.register(of, new Closing(session));
    return of;
  }

  /** Must not hold the session's owner, which would then never be let go. */
  private record Closing(OrtSession session) implements Runnable {
    @Override
    public void run() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("an ONNX model can't be closed", e);
      }
    }
  }

  private static List<OnnxValue> values(Collection<NodeInfo> nodes) {
    return nodes.stream().map(NativeOnnxSession::value).toList();
  }

  private static OnnxValue value(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      String type = tensor.type.name().toLowerCase(Locale.ROOT);
      return new OnnxValue(node.getName(), type, Arrays.stream(tensor.getShape()).boxed().toList());
    }
    String type =
        node.getInfo() instanceof SequenceInfo
            ? "sequence"
            : node.getInfo() instanceof MapInfo ? "map" : "no tensor";
    return new OnnxValue(node.getName(), type, List.of());
  }

  @Override
  public List<OnnxValue> inputs() {
    return inputs;
  }

  @Override
  public List<OnnxValue> outputs() {
    return outputs;
  }

  @Override
  public double[][] run(Map<String, double[][]> rows, String output) {
    List<OnnxTensor> opened = new ArrayList<>();
    try {
      Map<String, OnnxTensor> tensors = new HashMap<>();
      for (OnnxValue input : inputs) {
        double[][] values = rows.get(input.name());
        if (values == null) {
          throw new IllegalStateException("the model's input " + input + " has no values");
        }
        OnnxTensor tensor = tensor(input, values);
        opened.add(tensor);
        tensors.put(input.name(), tensor);
      }
      try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
        return rows(result.get(0), rows.values().iterator().next().length);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } finally {
      opened.forEach(OnnxTensor::close);
      // Until here, or the session might be closed while it runs.
      Reference.reachabilityFence(this);
    }
  }

  private OnnxTensor tensor(OnnxValue input, double[][] rows) throws OrtException {
    int columns = rows[0].length;
    long[] shape = {rows.length, columns};
    if (input.type().equals(OnnxValue.DOUBLE)) {
      DoubleBuffer values = DoubleBuffer.allocate(rows.length * columns);
      Arrays.stream(rows).forEach(values::put);
      return OnnxTensor.createTensor(environment, values.flip(), shape);
    }
    FloatBuffer values = FloatBuffer.allocate(rows.length * columns);
    for (double[] row : rows) {
      for (double value : row) {
        values.put((float) value);
      }
    }
    return OnnxTensor.createTensor(environment, values.flip(), shape);
  }

  /** Whatever its shape: all rows have as many columns. */
  private static double[][] rows(ai.onnxruntime.OnnxValue value, int rows) {
    if (value.getType() != OnnxValueType.ONNX_TYPE_TENSOR) {
      throw new IllegalStateException("the model's output is no tensor");
    }
    OnnxTensor tensor = (OnnxTensor) value;
    boolean isFloat = tensor.getInfo().type == ai.onnxruntime.OnnxJavaType.FLOAT;
    double[] all = isFloat ? widened(tensor.getFloatBuffer()) : tensor.getDoubleBuffer().array();
    if (all.length == 0 || all.length % rows != 0) {
      throw new IllegalStateException(
          "the model gives "
              + all.length
              + " numbers for "
              + rows
              + " rows, expected as many for each");
    }
    int columns = all.length / rows;
    double[][] each = new double[rows][];
    for (int i = 0; i < rows; i++) {
      each[i] = Arrays.copyOfRange(all, i * columns, (i + 1) * columns);
    }
    return each;
  }

  private static double[] widened(FloatBuffer floats) {
    double[] wide = new double[floats.remaining()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = floats.get(i);
    }
    return wide;
  }
}
