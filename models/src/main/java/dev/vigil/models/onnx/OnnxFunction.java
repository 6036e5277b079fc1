package dev.vigil.models.onnx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An ONNX model as a function from rows of its inputs to log-odds. Its inputs are the columns of
 * one tensor, or a tensor of one column each.
 */
final class OnnxFunction {
  private static final double CLOSE = 1e-4;

  private final OnnxSession session;
  private final List<String> names;
  private final OnnxOutput output;
  private final boolean isOneTensor;
  private final boolean takesRows;

  /**
   * Checks that they fit together.
   *
   * @param names of the inputs in the order of a row; those of the model, if it names its columns
   * @throws OnnxException naming what doesn't fit
   */
  OnnxFunction(OnnxSession session, List<String> names, OnnxOutput output) throws OnnxException {
    this.session = requireNonNull(session, "session is null");
    this.names = List.copyOf(names);
    this.output = requireNonNull(output, "output is null");
    List<OnnxValue> inputs = session.inputs();
    this.isOneTensor = inputs.size() == 1;
    if (isOneTensor) {
      requireColumns(inputs.get(0), names.size());
    } else {
      requireNames(inputs);
    }
    this.takesRows = inputs.stream().allMatch(OnnxValue::takesRows);
    requireOutput();
  }

  private static void requireColumns(OnnxValue input, int columns) throws OnnxException {
    requireReal(input);
    if (input.hasColumns(columns)) {
      return;
    }
    List<Long> shape = input.shape();
    if (shape.size() == 2 && shape.get(1) > 0 && input.hasColumns(shape.get(1).intValue())) {
      throw new OnnxException(
          "the model's input %s has %d columns, the manifest maps %d inputs: list each in the order of training"
              .formatted(input, shape.get(1), columns));
    }
    throw new OnnxException(
        "the model's input %s has a shape that can't be served, expected any x %d: export it for a number of rows that is left open"
            .formatted(input, columns));
  }

  private static void requireReal(OnnxValue input) throws OnnxException {
    if (!input.isReal()) {
      throw new OnnxException(
          "the model's input %s is no tensor of float or double: export it with such inputs"
              .formatted(input));
    }
  }

  private void requireNames(List<OnnxValue> inputs) throws OnnxException {
    Set<String> left = new HashSet<>(names);
    for (OnnxValue input : inputs) {
      if (!left.remove(input.name())) {
        throw new OnnxException(
            "the model's input %s isn't in the manifest: map it to a feature, or train without it"
                .formatted(input));
      }
      requireColumns(input, 1);
    }
    for (String name : names) {
      if (left.contains(name)) {
        throw new OnnxException(
            "the manifest maps \"%s\", the model has no such input; it has %s"
                .formatted(name, named(inputs)));
      }
    }
  }

  private void requireOutput() throws OnnxException {
    OnnxValue found =
        session.outputs().stream()
            .filter(each -> each.name().equals(output.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new OnnxException(
                        "the model has no output \"%s\"; it has %s"
                            .formatted(output.name(), named(session.outputs()))));
    if (found.type().equals("sequence") || found.type().equals("map")) {
      throw new OnnxException(
          "the model's output %s is a ZipMap, expected a tensor: convert it with options={\"zipmap\": False}"
              .formatted(found));
    }
    if (!found.isReal()) {
      throw new OnnxException(
          "the model's output %s is no tensor of float or double, as the classes are: name the one with the probabilities of %s"
              .formatted(found, named(session.outputs())));
    }
  }

  private static String named(List<OnnxValue> values) {
    return values.stream().map(OnnxValue::toString).collect(Collectors.joining(", "));
  }

  List<String> names() {
    return names;
  }

  /**
   * The log-odds of a row to try, with a look at what came out, alone and beside another row.
   *
   * @throws OnnxException if the model can't be run, or its output isn't what is said of it
   */
  double tried(double[] row) throws OnnxException {
    double[] other = Arrays.stream(row).map(value -> value + 1).toArray();
    try {
      double[] columns = run(new double[][] {row})[0];
      requireAnswer(columns);
      double alone = output.logOdds(columns);
      requireSame(alone, logOdds(new double[][] {row, other})[0]);
      return alone;
    } catch (IllegalStateException e) {
      throw new OnnxException("the model can't be run: " + e.getMessage(), e);
    }
  }

  private void requireAnswer(double[] columns) throws OnnxException {
    boolean isLogit = output.is() == OnnxOutput.Meaning.LOGIT;
    if (output.column() >= columns.length || (isLogit && columns.length > 2)) {
      throw new OnnxException(
          "the model's output \"%s\" has %d columns, column %d was asked for as %s; expected %s"
              .formatted(
                  output.name(),
                  columns.length,
                  output.column(),
                  isLogit ? "a logit" : "a probability",
                  isLogit ? "one or two" : "a column from 0 to " + (columns.length - 1)));
    }
    double value = columns[output.column()];
    if (!isLogit && (value < 0 || value > 1)) {
      throw new OnnxException(
          "the model's output \"%s\" is said to be a probability, but is %s of the reference row: is it a logit?"
              .formatted(output.name(), value));
    }
  }

  /**
   * In float, the number of rows may change the last digits. A row alone that has no finite answer
   * is another matter.
   */
  private static void requireSame(double alone, double beside) throws OnnxException {
    boolean isSame = Math.abs(alone - beside) <= CLOSE * (1 + Math.abs(alone));
    if (Double.isFinite(alone) && !isSame) {
      throw new OnnxException(
          "the model's answer for a row depends on the rows beside it (log-odds %s alone, %s beside another): export it for inference"
              .formatted(alone, beside));
    }
  }

  /** Log-odds of each row. */
  double[] logOdds(double[][] rows) {
    double[][] columns = run(rows);
    double[] logOdds = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      logOdds[i] = output.logOdds(columns[i]);
    }
    return logOdds;
  }

  private double[][] run(double[][] rows) {
    if (takesRows || rows.length == 1) {
      return session.run(tensors(rows), output.name());
    }
    double[][] columns = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      columns[i] = session.run(tensors(new double[][] {rows[i]}), output.name())[0];
    }
    return columns;
  }

  private Map<String, double[][]> tensors(double[][] rows) {
    if (isOneTensor) {
      return Map.of(session.inputs().get(0).name(), rows);
    }
    Map<String, double[][]> tensors = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      double[][] column = new double[rows.length][1];
      for (int row = 0; row < rows.length; row++) {
        column[row][0] = rows[row][i];
      }
      tensors.put(names.get(i), column);
    }
    return tensors;
  }
}
