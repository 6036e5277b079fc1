package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.Main;
import dev.vigil.schemas.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The {@code vigil} command in a real process of its own, with the class path of these tests. */
final class WorldProcess implements AutoCloseable {
  /**
   * For a JVM that lives for seconds: what its second compiler would gain is never earned back, and
   * it takes half of the machine meanwhile.
   */
  static final String BRIEF = "-XX:TieredStopAtLevel=1";

  private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private WorldProcess(Process process) {
    this.process = process;
    readers.add(follow(process.getInputStream(), out));
    readers.add(follow(process.getErrorStream(), err));
  }

  /**
   * Starts a command.
   *
   * @param folder where the process stands; nothing but its arguments configures it
   */
  static WorldProcess start(Path folder, List<String> arguments) throws IOException {
    Files.createDirectories(folder);
    Path options = Files.createTempFile(folder, "java", ".options");
    Files.writeString(options, "-cp \"" + System.getProperty("java.class.path") + "\"\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add(BRIEF);
    command.add("@" + options);
    command.add(Main.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VIGIL_"));
    return new WorldProcess(builder.start());
  }

  private static Thread follow(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                in.lines().forEach(lines::add);
              } catch (UncheckedIOException | IOException e) {
                lines.add("(the stream broke off)"); // killed
              }
            },
            "world-process");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** Waits for a line on standard error; fails if the process ends before. */
  String awaitSaid(Predicate<String> line) {
    await("a line of the process")
        .atMost(LONGEST_RUN)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> assertThat(isAlive()).as("still runs, said " + err).isTrue())
        .until(() -> err.stream().anyMatch(line));
    return err.stream().filter(line).findFirst().orElseThrow();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it with -9 and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    finish();
  }

  /** Kills it with -9 after so long; says whether it ran until then. */
  boolean killAfter(Duration delay) throws InterruptedException {
    boolean ended = process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
    kill();
    return !ended;
  }

  /** Waits for its end and gives the exit code. */
  int awaitEnd() throws InterruptedException {
    boolean ended = process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
    assertThat(ended).as("ended within %s, said %s", LONGEST_RUN, err).isTrue();
    finish();
    return process.exitValue();
  }

  private void finish() throws InterruptedException {
    process.waitFor();
    for (Thread reader : readers) {
      reader.join();
    }
  }

  /** Standard output so far. */
  List<String> out() {
    return out;
  }

  /** Standard error so far. */
  List<String> err() {
    return err;
  }

  /** The last line of standard output. */
  JsonNode lastObject() throws IOException {
    assertThat(out).as("standard output; standard error was %s", err).isNotEmpty();
    return Json.mapper().readTree(out.get(out.size() - 1));
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
