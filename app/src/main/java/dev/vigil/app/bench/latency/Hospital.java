package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.bench.VigilProcess;
import dev.vigil.app.bench.WardAdmission;
import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.FolderDeletion;
import dev.vigil.app.runtime.Ports;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Vigil in a process of its own, with monitors, alerts that stay open, a page of the board, and
 * patients who pass a limit; in a folder that goes with it. Nothing here waits for ever.
 */
final class Hospital implements AutoCloseable {
  /** An alert that comes later than this after the last limit that was passed did not keep up. */
  static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Above the limit for one minute, as the first readings say. */
  private static final String FEVER = "body-temperature-high";

  /** What the JVM compiles while it gets to know the load isn't measured. */
  private static final double WARM_SHARE = 0.25;

  private static final String HOST = "127.0.0.1";

  private final Size size;
  private final Path folder;
  private final Path data;
  private final VigilProcess vigil;
  private final Monitors monitors;
  private final RacingHearts hearts;
  private final JobLags jobs;
  private final Crossings crossings = new Crossings();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private @Nullable BoardPage page;

  private Hospital(Size size, List<String> settings) {
    this.size = requireNonNull(size, "size is null");
    folder = newFolder();
    data = folder.resolve("data");
    int port = Ports.free();
    List<String> up = new ArrayList<>(List.of("up", "--data", data.toString()));
    up.addAll(List.of("--set", "gateway.port=" + port, "--set", "server.port=0"));
    settings.forEach(setting -> up.addAll(List.of("--set", setting)));
    URI gateway = URI.create("http://" + HOST + ":" + port);
    monitors = new Monitors(gateway, size);
    hearts = new RacingHearts(gateway, size, crossings);
    jobs = new JobLags(data);
    vigil = VigilProcess.start(folder, "vigil", size.heap(), up);
  }

  /**
   * Starts it, and returns when all is warm and as many alerts are open as there should be.
   *
   * @param settings besides ports, as {@code --set} takes them
   */
  static Hospital open(Size size, List<String> settings) throws InterruptedException {
    Hospital hospital = new Hospital(size, settings);
    boolean done = false;
    try {
      hospital.begin();
      done = true;
      return hospital;
    } finally {
      if (!done) {
        hospital.close();
      }
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("vigil-latency");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the benchmark can be made", e);
    }
  }

  private void begin() throws InterruptedException {
    vigil.awaitUp();
    WardAdmission.admit(
        IntStream.range(0, size.patients())
            .mapToObj(i -> WardAdmission.adult(Monitors.patient(i), "ward-" + i / Monitors.BAY))
            .toList(),
        data);
    page = BoardPage.open(data, new Told());
    monitors.arrive();
    jobs.awaitNear();
    long missing = CatchUp.await(() -> size.open() - open.size(), PATIENCE);
    if (missing > 0) {
      throw VigilException.problem(
          "Of " + size.open() + " alerts that stay open " + missing + " did not come.");
    }
    var unused = round(WARM_SHARE * size.readingsPerSecond(), size.warmSeconds());
  }

  /** What the page says, of fevers and of hearts. */
  private final class Told implements BoardPage.Reader {
    @Override
    public void heard(AlertTransition transition, long nanos) {
      crossings.heard(transition, nanos);
      fever(transition);
    }

    private void fever(AlertTransition transition) {
      if (transition.rule().equals(FEVER)) {
        open.add(transition.patient());
      }
    }
  }

  /** Patients pass a limit, evenly, for so many seconds, under load. */
  Round round(double readingsPerSecond, int seconds) throws InterruptedException {
    return under(readingsPerSecond, () -> hearts.race(seconds));
  }

  /** Many pass a limit at one instant, every other one a high one, under load. */
  Round storm(double readingsPerSecond) throws InterruptedException {
    Round round = under(readingsPerSecond, hearts::storm);
    if (Crossings.count(round.arrivals(), Priority.HIGH) != size.storm() / 2) {
      throw VigilException.problem("Not half of the alerts of the storm had high priority.");
    }
    return round;
  }

  private interface Event {
    void run() throws InterruptedException;
  }

  private Round under(double readingsPerSecond, Event event) throws InterruptedException {
    Shift shift = monitors.begin(readingsPerSecond);
    Load load;
    int late;
    try {
      event.run();
      late = waitingAfter(SOON);
    } finally {
      load = shift.end();
    }
    String ended = reopened();
    List<Arrival> arrivals = crossings.take();
    hearts.calm();
    crossings.requireOneEach();
    return new Round(load, arrivals, late, ended);
  }

  /** How many alerts still can't be read after so long; it returns earlier if all can. */
  private int waitingAfter(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    var unused = CatchUp.await(() -> System.nanoTime() - end < 0 ? crossings.waiting() : 0, most);
    return crossings.waiting();
  }

  /** Opens the page again if the server has closed it, and gives its reason. */
  private String reopened() throws InterruptedException {
    BoardPage old = requireNonNull(page, "page is null");
    String ended = old.ended();
    if (ended == null) {
      return "";
    }
    page = old.again(data);
    return ended;
  }

  /** After a load that was too much: waits until its readings are through all jobs. */
  void recover() throws InterruptedException {
    jobs.awaitNear();
  }

  @Override
  public void close() {
    BoardPage last = page;
    if (last != null) {
      last.close();
    }
    hearts.close();
    monitors.close();
    vigil.close();
    try {
      FolderDeletion.of(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the benchmark can't be deleted", e);
    }
  }
}
