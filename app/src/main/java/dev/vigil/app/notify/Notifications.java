package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Triage;
import dev.vigil.alerting.channels.Channel;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.Result;
import dev.vigil.app.runtime.Closing;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code vigil.alerts} and {@code vigil.technical} and feeds the channels, each in a thread
 * of its own so that none waits for another. Each reads the topics from their beginnings; the
 * memory knows what has been told.
 */
public final class Notifications implements Notifying, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String bootstrap;
  private final Deliveries memory;
  private final Mandate mandate;
  private final List<ChannelLine> lines = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Closing closing = new Closing();

  private Notifications(String bootstrap, Deliveries memory, Mandate mandate) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.memory = memory;
    this.mandate = requireNonNull(mandate, "mandate is null");
  }

  /** The world whose alerts are told: its kind, and its clock in whole seconds since the epoch. */
  public record Of(Ticks.World world, LongSupplier now) {
    public Of {
      requireNonNull(world, "world is null");
      requireNonNull(now, "now is null");
    }

    /** What its technical alerts are marked with. */
    Origin origin() {
      return world == Ticks.World.RECORDED ? Origin.REPLAY : Origin.REAL;
    }
  }

  /**
   * Begins to tell.
   *
   * @param folder where the memory lies
   * @param server where the board is
   * @param mandate without which nobody is told
   */
  public static Notifications start(
      VigilConfig config, Path folder, String bootstrap, Of of, URI server, Mandate mandate) {
    List<Channel> channels = ConfiguredChannels.all(config, server);
    return start(channels, folder, bootstrap, of, mandate);
  }

  static Notifications start(
      List<Channel> channels, Path folder, String bootstrap, Of of, Mandate mandate) {
    Deliveries memory = new Deliveries(folder, of.now());
    memory.configured(channels.stream().map(Channel::name).collect(Collectors.toSet()));
    Notifications notifications = new Notifications(bootstrap, memory, mandate);
    for (Channel channel : channels) {
      notifications.lines.add(
          new ChannelLine(channel, memory, of.origin(), of.now(), notifications.closing::rest));
    }
    notifications.lines.forEach(notifications::run);
    return notifications;
  }

  private void run(ChannelLine line) {
    Thread thread =
        DaemonThreads.named("notifier-" + line.channel().name()).newThread(() -> repeat(line));
    thread.start();
    threads.add(thread);
  }

  private void repeat(ChannelLine line) {
    while (!closing.hasBegun()) {
      int term = mandate.term();
      try {
        if (term == 0) {
          var unused = closing.rest(RETRY);
        } else {
          line.run(bootstrap, () -> closing.hasBegun() || mandate.term() != term);
        }
      } catch (Throwable e) {
        // Kafka away, the disk full, a defect, an Error: a channel that ends is never noticed.
        if (closing.rest(RETRY)) {
          LOG.warn("The notifier stopped and begins again: {}", e.toString());
        }
      }
    }
  }

  @Override
  public SortedMap<String, Optional<Trouble>> states() {
    SortedMap<String, Optional<Trouble>> states = new TreeMap<>();
    lines.forEach(line -> states.put(line.channel().name(), memory.trouble(line.channel().name())));
    return states;
  }

  @Override
  public SortedMap<String, Owing> owing() {
    SortedMap<String, Owing> owing = new TreeMap<>();
    for (ChannelLine line : lines) {
      Collection<List<Letter>> owed = memory.owedTo(line.channel().name()).values();
      owed.stream()
          .map(letters -> letters.get(0))
          .min(Comparator.comparing(Letter::at))
          .ifPresent(
              oldest ->
                  owing.put(
                      line.channel().name(), new Owing(owed.size(), oldest.at(), oldest.detail())));
    }
    return owing;
  }

  @Override
  public SortedMap<String, Dropped> dropped() {
    return memory.dropped();
  }

  @Override
  public SortedMap<String, Refused> refused() {
    SortedMap<String, Refused> refused = new TreeMap<>();
    for (Letter letter : memory.letters()) {
      if (!goesByItself(letter)) {
        String name = letter.channel();
        Refused before = refused.get(name);
        boolean isHigh = Letters.urgency(letter) >= Triage.HIGH;
        refused.put(
            name,
            (before == null ? new Refused(0, 0, letter.at(), line(name).isPresent()) : before)
                .andOne(isHigh, letter.at()));
      }
    }
    return refused;
  }

  /**
   * Whether a reader gets it as soon as that is possible; of a channel that is gone nobody does.
   */
  private boolean goesByItself(Letter letter) {
    return letter.goesByItself() && line(letter.channel()).isPresent();
  }

  @Override
  public List<String> leadingOut() {
    return lines.stream()
        .map(line -> line.channel().name())
        .filter(name -> !name.equals(ConfiguredChannels.LOG))
        .toList();
  }

  @Override
  public Duration stoodStill() {
    return lines.stream()
        .map(ChannelLine::stoodStill)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** What whoever is elsewhere shows of it. */
  SortedMap<String, DeliveryNote> notes() {
    return NotifierNotes.of(memory.recent(), memory.letters(), states().keySet());
  }

  @Override
  public List<Row> rows(boolean failedOnly) {
    List<Row> rows = new ArrayList<>();
    if (failedOnly) {
      memory.letters().forEach(letter -> rows.add(row(letter)));
    } else {
      memory.recent().forEach(result -> rows.add(row(result)));
    }
    Collections.reverse(rows);
    return rows;
  }

  private Row row(Letter letter) {
    return new Row(
        letter.channel(),
        letter.letter(),
        letter.at(),
        false,
        letter.attempts(),
        DeliveryBook.shown(letter.detail(), goesByItself(letter)));
  }

  private static Row row(Result result) {
    return new Row(
        result.channel(),
        result.key(),
        result.at(),
        result.delivered(),
        result.attempts(),
        result.detail());
  }

  @Override
  public Redriven redrive(@Nullable String channel, @Nullable String key, Caller by) {
    int count = 0;
    int ofOthers = 0;
    for (Letter letter : memory.letters()) {
      Optional<ChannelLine> line =
          isMeant(letter, channel, key) ? line(letter.channel()) : Optional.empty();
      if (line.isPresent() && letter.isOf(by)) {
        line.get().redriveSoon(letter);
        count++;
      } else if (line.isPresent()) {
        ofOthers++;
      }
    }
    return new Redriven(count, ofOthers);
  }

  @Override
  public Closed close(@Nullable String channel, @Nullable String key, String because, Caller by) {
    int count = 0;
    int ofOthers = 0;
    for (Letter letter : memory.letters()) {
      boolean meant = isMeant(letter, channel, key);
      if (meant && letter.isOf(by)) {
        memory.closed(letter, by.name(), because);
        count++;
      } else if (meant) {
        ofOthers++;
      }
    }
    return new Closed(count, ofOthers);
  }

  /** What is owed to a reader goes by itself, in its order. */
  private boolean isMeant(Letter letter, @Nullable String channel, @Nullable String key) {
    return !goesByItself(letter)
        && (channel == null || channel.equals(letter.channel()))
        && (key == null || key.equals(letter.letter()));
  }

  /** Empty for a channel that is configured no more. */
  private Optional<ChannelLine> line(String channel) {
    return lines.stream().filter(line -> line.channel().name().equals(channel)).findFirst();
  }

  @Override
  public void close() throws IOException {
    closing.begin();
    threads.forEach(Thread::interrupt);
    threads.forEach(DaemonThreads::awaitEnd);
    memory.close();
  }
}
