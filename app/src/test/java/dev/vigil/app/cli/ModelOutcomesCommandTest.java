package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelOutcomesCommandTest {
  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
    server.answer("POST /api/outcomes", "{\"recorded\":2,\"known\":1}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rows_areSentInWholeSeconds_inWhateverOrderTheColumnsStand() throws Exception {
    Ran ran = outcomes("at,patient,occurred,label\n2026-03-01T13:00:00+01:00,p-1,true,sepsis\n");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("2 outcomes recorded, 1 were known");
    assertThat(server.requests())
        .containsExactly(
            "POST /api/outcomes {\"outcomes\":[{\"at\":1772366400,\"label\":\"sepsis\","
                + "\"occurred\":true,\"patient\":\"p-1\"}]}");
  }

  @Test
  void tableOfASpreadsheet_mayBeginWithAByteOrderMark() throws Exception {
    Ran ran = outcomes("\uFEFFpatient,label,occurred,at\np-1,sepsis,true,2026-03-01T12:00:00Z\n");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void rowThatCannotBeRead_isNamedByItsLine_andNothingIsSent() throws Exception {
    String columns = "patient,label,occurred,at\n";
    for (String row :
        new String[] {"p,sepsis,perhaps,2026-03-01T12:00:00Z", "p,sepsis,true,noon"}) {
      Ran ran = outcomes(columns + "p,sepsis,true,2026-03-01T12:00:00Z\n" + row + "\n");

      assertThat(ran.code()).isEqualTo(VigilException.USAGE);
      assertThat(ran.err()).contains("line 3", "expected patient, label, occurred");
    }
    assertThat(outcomes("patient,label\np,sepsis\n").code()).isEqualTo(VigilException.USAGE);
    assertThat(server.requests()).isEmpty();
  }

  private Ran outcomes(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("outcomes.csv"), csv);
    return server.vigil(new ModelCommand(), "model", "outcomes", file.toString());
  }
}
