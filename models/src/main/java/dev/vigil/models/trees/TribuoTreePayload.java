package dev.vigil.models.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.PayloadFiles;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.tribuo.TribuoModels;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Tribuo's classification tree, or a forest of them, as files of a bundle: {@value #INPUTS} with
 * the bins of each input, Tribuo's own file, and {@value #COVERS}, which Tribuo doesn't keep and
 * explanations stand on. The margin is the mean share of positive rows in the leaves, as Tribuo
 * itself averages it.
 */
public final class TribuoTreePayload {
  static final String INPUTS = "inputs.json";
  static final String COVERS = "covers.json";

  /**
   * How much of the training came where.
   *
   * @param leaves training weight that reached each leaf, above 0; tree by tree, in a tree lower
   *     values first
   */
  record Covers(@JsonProperty("leaves") double[] leaves) {}

  private TribuoTreePayload() {}

  /**
   * The files, by name.
   *
   * @param rows that the trees were grown on, or that those were drawn from: some for each leaf
   * @throws IOException if the model isn't made of trees over these inputs
   */
  public static SortedMap<String, byte[]> write(
      BinnedInputs inputs, Model<Label> tribuo, Stream<WeightedRow> rows) throws IOException {
    TreeEnsemble trees =
        TribuoTrees.flatten(inputs, tribuo, DoubleStream.generate(() -> 1).iterator());
    double[] covers = new double[trees.nodes().feature().length];
    rows.forEach(row -> trees.addCover(TreePredictor.rounded(row.values()), row.weight(), covers));
    double[] leaves =
        IntStream.range(0, covers.length)
            .filter(node -> trees.nodes().feature()[node] == TreeEnsemble.LEAF)
            .mapToDouble(node -> covers[node])
            .toArray();
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(INPUTS, Json.encode(inputs));
    files.put(COVERS, Json.encode(new Covers(leaves)));
    files.put(TribuoModels.FILE, TribuoModels.write(tribuo));
    return files;
  }

  /**
   * Makes the predictor from its files.
   *
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static Predictor read(Map<String, byte[]> files) throws IOException {
    Model<Label> tribuo = TribuoModels.read(files);
    BinnedInputs inputs = PayloadFiles.json(files, INPUTS, BinnedInputs.class);
    double[] leaves = PayloadFiles.json(files, COVERS, Covers.class).leaves();
    if (Arrays.stream(leaves).anyMatch(cover -> !(cover > 0))) {
      throw new IOException(COVERS + " has a leaf that no row reached, expected weights above 0");
    }
    var covers = Arrays.stream(leaves).iterator();
    TreeEnsemble trees = TribuoTrees.flatten(inputs, tribuo, covers);
    if (covers.hasNext()) {
      throw new IOException(COVERS + " has " + leaves.length + " leaves, the trees have fewer");
    }
    return new TreePredictor(inputs.features(), trees);
  }
}
