package dev.vigil.models.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that XGBoost doesn't write, but somebody may. */
class XgboostJsonTest {
  @Test
  void leavesBelowOneNode_areTold() throws IOException {
    TreePredictor model = read(model(new int[] {1, -1, -1}, new int[] {2, -1, -1}));

    assertThat(model.margin(new double[] {-1})).isEqualTo(0.25);
    assertThat(model.margin(new double[] {1})).isEqualTo(0.5);
  }

  /** Twenty nodes would become a million, and sixty would end no more. */
  @Test
  void nodeBelowTwoOthers_isRefused() {
    int[] next = IntStream.range(0, 21).map(node -> node < 20 ? node + 1 : -1).toArray();

    assertThatThrownBy(() -> read(model(next, next)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is below two others");
  }

  @Test
  void circle_isRefused() {
    assertThatThrownBy(() -> read(model(new int[] {0}, new int[] {0})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is below two others");
    assertThatThrownBy(() -> read(model(new int[] {1, -1}, new int[] {-7, -1})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no entry -7");
  }

  private static TreePredictor read(byte[] json) throws IOException {
    return (TreePredictor) TreePayload.read(TreePayload.write(List.of("input"), List.of(json)));
  }

  /** One tree over one input, split at 0; a leaf says a quarter of its number. */
  private static byte[] model(int[] left, int[] right) {
    int nodes = left.length;
    Map<String, Object> tree =
        Map.of(
            "left_children",
            left,
            "right_children",
            right,
            "split_conditions",
            IntStream.range(0, nodes)
                .mapToDouble(node -> left[node] < 0 ? node / 4.0 : 0)
                .toArray(),
            "split_indices",
            new int[nodes],
            "split_type",
            new int[nodes],
            "default_left",
            new int[nodes],
            "sum_hessian",
            IntStream.range(0, nodes).mapToDouble(node -> 1).toArray());
    return Json.encode(
        Map.of(
            "learner",
            Map.of(
                "gradient_booster",
                Map.of("name", "gbtree", "model", Map.of("trees", List.of(tree))),
                "objective",
                Map.of("name", "binary:logistic"),
                "learner_model_param",
                Map.of("base_score", "5E-1"))));
  }
}
