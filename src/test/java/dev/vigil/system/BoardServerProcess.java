package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.schemas.PatientContext.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A {@link BoardServer}, seen from outside. */
final class BoardServerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final PrintWriter ask;
  private final BufferedReader answers;

  private BoardServerProcess(Process process) {
    this.process = process;
    ask = new PrintWriter(process.outputWriter(UTF_8), true);
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts one of a demonstration; it has answered for the first time when this returns. */
  static BoardServerProcess start(int wards, int beds) throws IOException {
    return start(wards, beds, Origin.DEMO);
  }

  /** The same, of patients who are shown as of this origin. */
  static BoardServerProcess start(int wards, int beds, Origin origin) throws IOException {
    Path options = Files.createTempFile("vigil-board-server", ".args");
    Files.writeString(options, "-cp \"" + System.getProperty("java.class.path") + "\"\n");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "@" + options,
                BoardServer.class.getName(),
                Integer.toString(wards),
                Integer.toString(beds),
                origin.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BoardServerProcess server = new BoardServerProcess(process);
    server.memory();
    Files.delete(options);
    return server;
  }

  /** To a page, signed in to all wards. */
  URI link(String page) throws IOException {
    return URI.create(answer("link " + page));
  }

  /** To a page, signed in to one ward. */
  URI link(String page, String ward) throws IOException {
    return URI.create(answer("link " + page + " " + ward));
  }

  /** Raises a high alert of the patient with this number. */
  void raise(int patient) throws IOException {
    answer("raise " + patient);
  }

  /** Bytes in use after a collection. */
  long memory() throws IOException {
    return Long.parseLong(answer("memory"));
  }

  /** CPU time of the process so far. */
  Duration cpu() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("this system tells no CPU time"));
  }

  private String answer(String question) throws IOException {
    ask.println(question);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("The board's server ended when asked for " + question + ".");
    }
    return answer;
  }

  /** The server ends by itself with its standard input. */
  @Override
  public void close() throws IOException {
    ask.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    answers.close();
  }
}
