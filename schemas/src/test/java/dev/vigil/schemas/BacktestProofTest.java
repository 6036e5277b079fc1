package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.BacktestProof.Bound;
import dev.vigil.schemas.BacktestProof.Gate;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestProofTest {
  @Test
  void hash_isThatOfItsFileAndSurvivesReading() throws Exception {
    BacktestProof proof = GoldenProofs.ofRecording();
    byte[] file = Json.encode(proof);

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);

    assertThat(proof.hash()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(Json.decode(file, BacktestProof.class).hash()).isEqualTo(proof.hash());
  }

  @Test
  void changedProof_hasAnotherHash() throws Exception {
    BacktestProof proof = GoldenProofs.ofRecording();
    String changed = new String(Json.encode(proof), UTF_8).replace("\"failed\":0", "\"failed\":1");

    BacktestProof read = Json.decode(changed.getBytes(UTF_8), BacktestProof.class);

    assertThat(read).isNotEqualTo(proof);
    assertThat(read.hash()).isNotEqualTo(proof.hash());
  }

  @Test
  void oneFailedGate_failsTheProof() {
    assertThat(GoldenProofs.ofRecording().passed()).isTrue();
    assertThat(GoldenProofs.ofLog().passed()).isFalse();
  }

  @Test
  void gate_passesAtItsLimitAndNotBeyond() {
    assertThat(Gate.of("g", 1, Bound.AT_MOST, 1).passed()).isTrue();
    assertThat(Gate.of("g", 1, Bound.AT_LEAST, 1).passed()).isTrue();
    assertThat(Gate.of("g", Math.nextUp(1.0), Bound.AT_MOST, 1).passed()).isFalse();
    assertThat(Gate.of("g", Math.nextDown(1.0), Bound.AT_LEAST, 1).passed()).isFalse();
  }

  @Test
  void gateThatClaimsToBePassed_isRefused() {
    String claims =
        new String(Json.encode(GoldenProofs.ofLog()), UTF_8)
            .replace("\"passed\":false", "\"passed\":true");

    assertThatThrownBy(() -> new Gate("g", 2, Bound.AT_MOST, 1, true))
        .hasMessage("gate g says passed=true, which its value and limit deny");
    assertThatThrownBy(() -> Json.decode(claims.getBytes(UTF_8), BacktestProof.class))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void proofWithoutAGate_isRefused() {
    BacktestProof proof = GoldenProofs.ofLog();

    assertThatThrownBy(
            () ->
                new BacktestProof(
                    proof.model(),
                    proof.version(),
                    proof.bundle(),
                    proof.against(),
                    proof.basis(),
                    proof.rules(),
                    proof.outcomes(),
                    proof.agreement(),
                    proof.figures(),
                    List.of(),
                    proof.resamples(),
                    proof.seed(),
                    proof.features(),
                    proof.code()))
        .hasMessage("a proof without a gate proves nothing");
  }
}
