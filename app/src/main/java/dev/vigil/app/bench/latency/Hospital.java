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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Vigil in a process of its own, with monitors at full rate, alerts that stay open, a page of the
 * board, and patients who pass a limit; in a folder that goes with it.
 */
final class Hospital implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Above the limit for one minute: that long the alerts that stay open take to come. */
  private static final String FEVER = "body-temperature-high";

  private final Size size;
  private final Path folder;
  private final Crossings crossings = new Crossings();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private @Nullable Monitors monitors;
  private @Nullable BoardPage page;
  private @Nullable RacingHearts hearts;

  private Hospital(Size size, Path folder) {
    this.size = size;
    this.folder = folder;
  }

  /**
   * Starts it, and returns when all is warm and as many alerts are open as there should be.
   *
   * @param settings besides ports, as {@code --set} takes them
   */
  static Hospital open(Size size, List<String> settings) throws InterruptedException {
    Hospital hospital = new Hospital(size, newFolder());
    boolean done = false;
    try {
      hospital.start(settings);
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

  private void start(List<String> settings) throws InterruptedException {
    int port = Ports.free();
    Path data = folder.resolve("data");
    List<String> up = new ArrayList<>(List.of("up", "--data", data.toString()));
    up.addAll(List.of("--set", "gateway.port=" + port, "--set", "server.port=0"));
    settings.forEach(setting -> up.addAll(List.of("--set", setting)));
    VigilProcess vigil = VigilProcess.start(folder, "vigil", size.heap(), up);
    parts.add(vigil);
    vigil.awaitSaid("is up");
    WardAdmission.admit(
        IntStream.range(0, size.patients())
            .mapToObj(i -> WardAdmission.adult(Monitors.patient(i), "ward-" + i / Monitors.BAY))
            .toList(),
        data);
    URI gateway = URI.create("http://127.0.0.1:" + port);
    page = keep(BoardPage.open(data, new Told()));
    monitors = keep(Monitors.start(gateway, size));
    hearts = keep(new RacingHearts(gateway, size, crossings));
    warm();
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  /** What the page says, of fevers and of hearts. */
  private final class Told implements BoardPage.Reader {
    @Override
    public void heard(AlertTransition transition, long nanos) {
      crossings.heard(transition, nanos);
      fever(transition);
    }

    @Override
    public void shown(List<AlertTransition> all, long nanos) {
      crossings.shown(all, nanos);
      all.forEach(this::fever);
    }

    private void fever(AlertTransition transition) {
      if (transition.rule().equals(FEVER)) {
        open.add(transition.patient());
      }
    }
  }

  private void warm() throws InterruptedException {
    var unused = round(size.warmSeconds());
    long missing = CatchUp.await(() -> size.open() - open.size(), PATIENCE);
    if (missing > 0) {
      throw VigilException.problem(
          "Of " + size.open() + " alerts that stay open " + missing + " did not come.");
    }
  }

  /** Patients pass a limit, evenly, for so many seconds; how long each alert took. */
  List<Arrival> round(int seconds) throws InterruptedException {
    RacingHearts racing = requireNonNull(hearts, "hearts is null");
    racing.race(seconds);
    return taken(racing);
  }

  /** Many pass a limit at one instant, every other one a high one; how long each alert took. */
  List<Arrival> storm() throws InterruptedException {
    RacingHearts racing = requireNonNull(hearts, "hearts is null");
    racing.storm();
    List<Arrival> arrivals = taken(racing);
    if (Crossings.count(arrivals, Priority.HIGH) != size.storm() / 2) {
      throw VigilException.problem("Not half of the alerts of the storm had high priority.");
    }
    return arrivals;
  }

  private List<Arrival> taken(RacingHearts racing) throws InterruptedException {
    List<Arrival> arrivals = crossings.take();
    racing.calm();
    requireNonNull(page, "page is null").requireOpen();
    crossings.requireOneEach();
    Monitors sending = requireNonNull(monitors, "monitors is null");
    if (sending.lost() > 0 || racing.lost() > 0) {
      throw VigilException.problem(
          "The gateway did not take " + (sending.lost() + racing.lost()) + " readings.");
    }
    return arrivals;
  }

  /** Readings of the monitors that are in the patient log. */
  long accepted() {
    return requireNonNull(monitors, "monitors is null").accepted();
  }

  /** Waits until an instant of {@link System#nanoTime}; a fraction of a millisecond more. */
  static void awaitNanos(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  @Override
  public void close() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the benchmark can't be ended", e);
      }
    }
    try {
      FolderDeletion.of(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the benchmark can't be deleted", e);
    }
  }
}
