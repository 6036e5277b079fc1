package dev.vigil.models.onnx;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output of an ONNX model.
 *
 * @param name in the model
 * @param type as {@link #FLOAT} or what it is else, such as {@code int64} or {@code sequence}
 * @param shape size of each dimension, {@link #ANY} where it isn't fixed; empty if it is no tensor
 */
public record OnnxValue(String name, String type, List<Long> shape) {
  public static final String FLOAT = "float";
  public static final String DOUBLE = "double";

  /** A dimension of any size. */
  public static final long ANY = -1;

  public OnnxValue {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    shape = List.copyOf(shape);
  }

  /** Whether it is a tensor of floating-point numbers. */
  boolean isReal() {
    return type.equals(FLOAT) || type.equals(DOUBLE);
  }

  /** Whether it has so many columns, and rows one by one or in any number. */
  boolean hasColumns(int columns) {
    return shape.size() == 2
        && (shape.get(0) == ANY || shape.get(0) == 1)
        && shape.get(1) == columns;
  }

  /** Whether many rows can go in at once. */
  boolean takesRows() {
    return !shape.isEmpty() && shape.get(0) == ANY;
  }

  @Override
  public String toString() {
    String sizes =
        shape.stream()
            .map(size -> size == ANY ? "any" : Long.toString(size))
            .collect(Collectors.joining(" x "));
    return "\"%s\" (%s)".formatted(name, (type + " " + sizes).strip());
  }
}
