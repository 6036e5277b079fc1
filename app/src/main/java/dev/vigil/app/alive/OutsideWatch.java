package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.alerting.channels.Channel;
import dev.vigil.app.config.OutsideConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.runtime.Recurring;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own, best on another machine, that tells people when a Vigil is silent, and when
 * it is back. It looks at the Vigil's {@code /health}, takes its calls, or both.
 */
public final class OutsideWatch implements AutoCloseable {
  private static final String SUBJECT = "vigil";
  private static final String SILENT = "silent";
  private static final int LOOK_SECONDS = 1;
  private static final int MOST_CALL_SECONDS = 5;

  /** At the same time; a call takes moments. */
  static final int MOST_CALLS = 100;

  private final OutsideConfig.Watch settings;
  private final Consumer<String> out;
  private final WatchMemory memory;
  private final List<WatchTeller> tellers;
  private final Silence silence;
  private final @Nullable HealthLook look;
  private final @Nullable HttpServer calls;
  private final Clock clock = Clock.systemUTC();
  private final ScheduledExecutorService schedule =
      Executors.newScheduledThreadPool(2, DaemonThreads.named("watch"));

  /** Whoever asks half a question, as who looks for open ports does, keeps no call waiting. */
  private final ExecutorService callers =
      new ThreadPoolExecutor(
          0,
          MOST_CALLS,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          DaemonThreads.named("watch-calls"));

  private OutsideWatch(OutsideConfig.Watch settings, List<Channel> channels, Consumer<String> out) {
    this.settings = requireNonNull(settings, "settings is null");
    this.out = requireNonNull(out, "out is null");
    boolean looks = !settings.url().isEmpty();
    boolean listens = settings.port() > 0;
    if (!looks && !listens) {
      throw VigilException.usage(
          "Nothing says what to watch: give --url, or watch.url, or a watch.port that takes"
              + " calls.");
    }
    this.memory = new WatchMemory(settings.memory());
    this.tellers = channels.stream().map(channel -> new WatchTeller(channel, memory)).toList();
    this.silence =
        new Silence(Duration.ofSeconds(settings.silentAfterSeconds()), looks, listens, seconds());
    this.look = looks ? new HealthLook(settings.url()) : null;
    this.calls = listens ? listen() : null;
  }

  /**
   * Begins to watch.
   *
   * @param out is told of each change in a line
   */
  public static OutsideWatch start(
      OutsideConfig.Watch settings, List<Channel> channels, Consumer<String> out) {
    OutsideWatch watch = new OutsideWatch(settings, channels, out);
    watch.every(LOOK_SECONDS, watch::judgeOrReport);
    if (watch.look != null) {
      watch.every(settings.seconds(), watch::look);
    }
    return watch;
  }

  private void every(int interval, Runnable what) {
    Runnable lasting = Recurring.task("the watch could not look", what);
    var unused = schedule.scheduleWithFixedDelay(lasting, 0, interval, TimeUnit.SECONDS);
  }

  private HttpServer listen() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
      server.createContext("/", this::take);
      server.setExecutor(this::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw VigilException.usage(
          "watch.port "
              + settings.port()
              + " can't be listened on: another process may have it. Set another one.");
    }
  }

  /** Whatever path {@code heartbeat.url} has; who else asks is answered, and says nothing. */
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
      } else if (exchange.getRequestHeaders().getFirst(HeartbeatCall.HEADER) == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        called();
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  /**
   * Whoever has not asked by then is hung up on: a peer that vanishes would hold its thread for
   * ever. So is, by the server, who calls while there are {@value #MOST_CALLS}.
   */
  private void answer(Runnable call) {
    Future<?> answer = callers.submit(call);
    var unused = schedule.schedule(() -> answer.cancel(true), MOST_CALL_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void called() {
    silence.called(seconds());
  }

  private void look() {
    try {
      HealthLook.Found found = requireNonNull(look, "look is null").look();
      synchronized (this) {
        silence.looked(found.well(), found.words(), seconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A scheduled task that throws would never run again. */
  private void judgeOrReport() {
    try {
      judge();
    } catch (RuntimeException e) {
      out.accept("The watch could not judge and goes on: " + e.getClass().getSimpleName());
    }
  }

  private synchronized void judge() {
    String because = silence.because(seconds());
    TechnicalAlert before = memory.last();
    boolean was = before != null && before.isRaised();
    long now = clock.instant().getEpochSecond();
    if (because != null && !was) {
      String remedy = "Nobody is told of patients while it is silent: look at them, and at it.";
      tell(TechnicalAlert.raised(before, SUBJECT, SILENT, Priority.HIGH, now, because, remedy));
    } else if (because == null && was && hasBeenHeard()) {
      tell(requireNonNull(before, "before is null").cleared(now, "Vigil gives signs of life"));
    }
    tellers.forEach(WatchTeller::turn);
  }

  private void tell(TechnicalAlert alert) {
    memory.keep(alert);
    out.accept(Silence.line(alert.isRaised(), alert.because(), alert.at()));
  }

  /** After a restart of this process no news is no good news. */
  private boolean hasBeenHeard() {
    return silence.hasBeenHeard();
  }

  private static long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
  }

  /** Whether Vigil is silent. */
  public boolean isSilent() {
    TechnicalAlert last = memory.last();
    return last != null && last.isRaised();
  }

  /** Whether every channel is done with what is known. */
  public boolean hasTold() {
    return tellers.stream().allMatch(WatchTeller::isDone);
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    if (calls != null) {
      calls.stop(0);
    }
    callers.shutdownNow();
    tellers.forEach(WatchTeller::close);
  }
}
