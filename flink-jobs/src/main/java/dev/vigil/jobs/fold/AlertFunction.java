package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.PatientAlertsCodec;
import dev.vigil.jobs.log.GovernanceFeed;
import dev.vigil.jobs.log.GovernanceSource;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.PatientFold;
import dev.vigil.schemas.fold.Ticks;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The alerts job's fold. Before the first record or deadline of each new second it has read ledger
 * and policy to their ends, so that a record is judged by what held at its stamp.
 */
public final class AlertFunction extends FoldFunction<PatientAlerts, AlertOutput> {
  private static final long serialVersionUID = 1L;

  private final GovernanceSource source;
  private transient GovernanceFeed governance;
  private transient long read;

  /**
   * The fold.
   *
   * @param source of ledger and policy
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  public AlertFunction(GovernanceSource source) {
    this.source = requireNonNull(source, "source is null");
  }

  @Override
  PatientFold<PatientAlerts, AlertOutput> openFold() {
    governance = source.open();
    read = Ticks.NONE;
    return new AlertFold(governance.timeline());
  }

  @Override
  void beforeSecond(long second) {
    if (second > read) {
      governance.readToEnd();
      read = second;
    }
  }

  @Override
  public void close() {
    if (governance != null) { // null where open failed
      governance.close();
    }
  }

  @Override
  KeyedPatient<PatientAlerts> openPatient() {
    return new InKeyedState(getRuntimeContext());
  }

  @Override
  void leave(String patientId, OutputNumber number, AlertOutput output, Collector<Emission> out) {
    if (output instanceof AlertOutput.Transition changed) {
      out.collect(
          Emission.sent(
              Counts.TRANSITIONS,
              OutgoingRecord.numbered(
                  Topics.ALERTS, patientId, number, Json.encode(changed.transition()))));
    } else if (output instanceof AlertOutput.EpisodeChanged changed) {
      Episode episode = changed.episode();
      byte[] json = episode == null ? null : Json.encode(episode);
      out.collect(
          Emission.sent(
              Counts.EPISODES, OutgoingRecord.numbered(Topics.EPISODES, patientId, number, json)));
    }
  }

  /** The types that the features job doesn't read. */
  @Override
  boolean deadLetters(@Nullable RecordType type) {
    return type == RecordType.COMMAND || type == RecordType.SCORE || type == RecordType.RESUME;
  }

  private static final class InKeyedState extends KeyedPatient<PatientAlerts> {
    private final ValueState<PatientAlerts> alerts;

    InKeyedState(RuntimeContext context) {
      super(context);
      alerts =
          context.getState(
              new ValueStateDescriptor<>(
                  "alerts", new CodecSerializer<>(PatientAlertsCodec.INSTANCE)));
    }

    @Override
    PatientAlerts load(String patientId) throws Exception {
      PatientAlerts kept = alerts.value();
      return kept == null ? PatientAlerts.empty(patientId) : kept;
    }

    @Override
    void save(PatientAlerts changed) throws Exception {
      alerts.update(changed);
    }

    @Override
    void clear() {
      alerts.clear();
    }
  }
}
