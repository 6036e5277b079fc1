package dev.vigil.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model says when it is tried, by models that are made up. */
class OnnxFunctionTest {
  private static final double[] ROW = {75, 14};

  @Test
  void rowWithNoAnswerBesideAnother_isRefused() throws OnnxException {
    assertThatThrownBy(() -> function(0.2, Double.NaN).tried(ROW))
        .isInstanceOf(OnnxException.class)
        .hasMessageContaining("depends on the rows beside it")
        .hasMessageContaining("NaN beside another");
    assertThatThrownBy(() -> function(0.2, 0.3).tried(ROW)).isInstanceOf(OnnxException.class);
    assertThat(function(0.2, 0.2 + 1e-6).tried(ROW)).isEqualTo(0.2);
  }

  /** Who asks says what there is to do about it. */
  @Test
  void rowWithNoAnswerAlone_isSaidToHaveNone() throws OnnxException {
    assertThat(function(Double.NaN, Double.NaN).tried(ROW)).isNaN();
  }

  /** One that says log-odds, of a row alone and of one beside another. */
  private static OnnxFunction function(double alone, double beside) throws OnnxException {
    OnnxSession session =
        new OnnxSession() {
          @Override
          public List<OnnxValue> inputs() {
            return List.of(new OnnxValue("x", OnnxValue.FLOAT, List.of(OnnxValue.ANY, 2L)));
          }

          @Override
          public List<OnnxValue> outputs() {
            return List.of(new OnnxValue("y", OnnxValue.FLOAT, List.of(OnnxValue.ANY, 1L)));
          }

          @Override
          public double[][] run(Map<String, double[][]> inputs, String output) {
            double[][] answers = new double[inputs.values().iterator().next().length][1];
            for (double[] answer : answers) {
              answer[0] = answers.length == 1 ? alone : beside;
            }
            return answers;
          }
        };
    return new OnnxFunction(
        session, List.of("a", "b"), new OnnxOutput("y", OnnxOutput.Meaning.LOGIT, 0));
  }
}
