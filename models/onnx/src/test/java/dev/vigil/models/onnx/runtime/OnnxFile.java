package dev.vigil.models.onnx.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Writes ONNX files node by node, as exporters do. */
final class OnnxFile {
  static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  static final int DOUBLE = TensorProto.DataType.DOUBLE.getNumber();
  static final int INT64 = TensorProto.DataType.INT64.getNumber();

  /** A number of rows that is left open. */
  static final int ROWS = -1;

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");

  OnnxFile input(String name, int type, int... shape) {
    graph.addInput(tensor(name, type, shape));
    return this;
  }

  OnnxFile output(String name, int type, int... shape) {
    graph.addOutput(tensor(name, type, shape));
    return this;
  }

  OnnxFile constant(String name, int rows, int columns, double... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(FLOAT).addDims(rows).addDims(columns);
    for (double value : values) {
      tensor.addFloatData((float) value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  OnnxFile node(String operator, List<String> inputs, String output) {
    graph.addNode(NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output));
    return this;
  }

  /** Elements that are to be cast to another type. */
  OnnxFile cast(String input, String output, int type) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Cast")
            .addInput(input)
            .addOutput(output)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("to")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(type)));
    return this;
  }

  /** Tensors put side by side. */
  OnnxFile concat(List<String> inputs, String output) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Concat")
            .addAllInput(inputs)
            .addOutput(output)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(1)));
    return this;
  }

  /** Probabilities as scikit-learn's converter gives them if nobody says otherwise. */
  OnnxFile zipMap(String input, String output) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("ZipMap")
            .setDomain("ai.onnx.ml")
            .addInput(input)
            .addOutput(output)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("classlabels_int64s")
                    .setType(AttributeProto.AttributeType.INTS)
                    .addInts(0)
                    .addInts(1)));
    TypeProto.Map map =
        TypeProto.Map.newBuilder()
            .setKeyType(INT64)
            .setValueType(
                TypeProto.newBuilder()
                    .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT)))
            .build();
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName(output)
            .setType(
                TypeProto.newBuilder()
                    .setSequenceType(
                        TypeProto.Sequence.newBuilder()
                            .setElemType(TypeProto.newBuilder().setMapType(map)))));
    return this;
  }

  byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("vigil-test")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(2))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto tensor(String name, int type, int... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (int size : shape) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      dimensions.addDim(size == ROWS ? dimension.setDimParam("rows") : dimension.setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions)))
        .build();
  }
}
