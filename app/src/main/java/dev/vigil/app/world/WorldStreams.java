package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.export.CsvRows;
import dev.vigil.app.export.FeatureExport;
import dev.vigil.app.export.VectorSelection;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.logstream.KafkaLog;
import dev.vigil.app.logstream.LogWriter;
import dev.vigil.dashboard.LogStreams;
import dev.vigil.dashboard.registry.RefusedException;
import java.util.Set;
import java.util.function.Supplier;

/** This world's log, and its vectors, for those who ask the server. */
final class WorldStreams implements LogStreams {
  private final Foundation on;

  WorldStreams(Foundation on) {
    this.on = requireNonNull(on, "on is null");
  }

  @Override
  public Body log() {
    int interval = on.config().features().intervalSeconds();
    KafkaLog log = asked(() -> KafkaLog.whole(on.bootstrap(), on.clock().world(), interval));
    return out -> LogWriter.write(log, out);
  }

  @Override
  public Body left() {
    int interval = on.config().features().intervalSeconds();
    KafkaLog log = asked(() -> KafkaLog.left(on.bootstrap(), on.clock().world(), interval));
    return out -> LogWriter.write(log, out);
  }

  @Override
  public Body vectors(long from, long to, Set<String> patients) {
    FeatureExport export =
        asked(
            () -> {
              VectorSelection selection = new VectorSelection(from, to, patients);
              FeatureExport made = new FeatureExport(on.bootstrap(), selection);
              made.requirePassed();
              made.requireKept();
              return made;
            });
    return out -> {
      try {
        export.write(new CsvRows(out));
      } catch (VigilException e) {
        throw refused(e);
      }
    };
  }

  private static <T> T asked(Supplier<T> work) {
    try {
      return work.get();
    } catch (VigilException e) {
      throw refused(e);
    }
  }

  private static RefusedException refused(VigilException e) {
    return RefusedException.conflict(
        e.sentence(), "a stretch that the log has whole", "Ask for another stretch.");
  }
}
