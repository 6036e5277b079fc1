package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.features.FeatureOutput.Judged;
import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.models.features.Happening.Arrival;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.AgendaCodec;
import dev.vigil.schemas.fold.BinaryCodec;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.Patient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Without jqwik's edge cases: they are lists of one reading, and there are more than all tries. */
class FeatureEngineProperties {
  private static final String PATIENT = "p1";

  @Provide
  Arbitrary<List<Happening>> disorder() {
    return Happening.disorder();
  }

  @Provide
  Arbitrary<List<Happening>> originals() {
    return Happening.originals();
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void engine_underDisorder_equalsTheReferenceAfterEveryStep(
      @ForAll("disorder") List<Happening> happenings) {
    // given
    Map<String, VitalState> engine = new TreeMap<>();
    Map<String, ReferenceVital> reference = new HashMap<>();

    for (Arrival arrival : Happening.arrivals(happenings)) {
      // when
      Reading reading = arrival.reading();
      String vital = reading.vital();
      VitalState state = engine.computeIfAbsent(vital, id -> new VitalState());
      ReferenceVital expected = reference.computeIfAbsent(vital, id -> new ReferenceVital());
      Judgement judgement = state.apply(reading, arrival.stamp());

      // then
      assertThat(judgement).isEqualTo(expected.apply(reading, arrival.stamp()));
      for (long later : new long[] {0, 1, 250, 3_000, 80_000}) {
        long now = arrival.stamp() + later;
        SortedMap<String, Double> values = new TreeMap<>();
        FeatureCatalogue.instance().of(vital).addTo(values, state, now);
        assertThat(values).isEqualTo(expected.features(vital, now));
      }
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void vectors_inAnyOrderOfArrival_endWithTheSameBytes(
      @ForAll("originals") List<Happening> happenings, @ForAll long seed) {
    // given
    List<Reading> inOrder = new ArrayList<>(distinct(happenings).values());
    long end = inOrder.get(inOrder.size() - 1).measured() + 10;
    List<Reading> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(seed));

    // when
    byte[] expected = lastVector(inOrder, end);
    byte[] late = lastVector(shuffled, end);

    // then
    assertThat(late).isEqualTo(expected);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void duplicates_withinADay_changeNothing(
      @ForAll("originals") List<Happening> happenings, @ForAll long seed) {
    // given
    List<Reading> originals = new ArrayList<>(distinct(happenings).values());
    long end = originals.get(originals.size() - 1).measured() + 10;
    List<Reading> doubled = new ArrayList<>(originals);
    doubled.addAll(originals);
    Collections.shuffle(doubled, new Random(seed));

    // when
    byte[] expected = lastVector(originals, end);
    byte[] withDuplicates = lastVector(doubled, end);

    // then
    assertThat(withDuplicates).isEqualTo(expected);
    assertThat(judged(doubled, end))
        .isEqualTo(new Judged(originals.size() + 1, originals.size(), 0, 0, 0, 0, 0));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void fold_writtenAndReadAfterEveryStep_givesTheSameOutputs(
      @ForAll("disorder") List<Happening> happenings) {
    // given
    List<Arrival> arrivals = Happening.arrivals(happenings);

    // when
    List<String> kept = outputs(arrivals, new MemoryPatient());
    List<String> reread = outputs(arrivals, new RereadPatient());
    List<String> copied = outputs(arrivals, new CopiedPatient());

    // then
    assertThat(reread).isEqualTo(kept);
    assertThat(copied).isEqualTo(kept);
  }

  private static Map<String, Reading> distinct(List<Happening> happenings) {
    Map<String, Reading> distinct = new LinkedHashMap<>();
    for (Arrival arrival : Happening.arrivals(happenings)) {
      Reading r = arrival.reading();
      distinct.putIfAbsent(
          r.vital() + r.sensor() + r.measured(),
          Reading.of(r.vital(), r.sensor(), r.measured(), r.value()));
    }
    return distinct;
  }

  /** All readings come in together after the last was measured, one record each. */
  private static List<FeatureReplay.Entry> log(List<Reading> readings, long end) {
    List<FeatureReplay.Entry> log = new ArrayList<>();
    for (Reading reading : readings) {
      log.add(
          new FeatureReplay.Entry(
              log.size(), end, new Readings(PATIENT, end, "test", List.of(reading))));
    }
    Reading last = Reading.of("heart-rate", "mon-3", end, 700);
    log.add(
        new FeatureReplay.Entry(
            log.size(), end, new Readings(PATIENT, end, "test", List.of(last))));
    return log;
  }

  private static byte[] lastVector(List<Reading> readings, long end) {
    List<FeatureVector> vectors =
        FeatureReplay.vectors(FeatureSettings.PER_ROW, log(readings, end), end + 1);
    return LogCodec.encode(vectors.get(vectors.size() - 1));
  }

  private static Judged judged(List<Reading> readings, long end) {
    int[] counts = new int[2];
    int[] others = new int[1];
    FeatureReplay replay =
        new FeatureReplay(
            FeatureSettings.DEFAULT,
            (patient, number, output) -> {
              if (output instanceof Judged judged) {
                counts[0] += judged.used();
                counts[1] += judged.lateDuplicate();
                others[0] += judged.total() - judged.used() - judged.lateDuplicate();
              }
            });
    log(readings, end).forEach(replay::record);
    return new Judged(counts[0], counts[1], others[0], 0, 0, 0, 0);
  }

  private static List<String> outputs(List<Arrival> arrivals, Patient<PatientFeatures> patient) {
    List<String> outputs = new ArrayList<>();
    FoldRunner<PatientFeatures, FeatureOutput> runner =
        new FoldRunner<>(new FeatureFold(FeatureSettings.DEFAULT));
    long offset = 0;
    for (Arrival arrival : arrivals) {
      Readings record = new Readings(PATIENT, arrival.stamp(), "test", List.of(arrival.reading()));
      runner.record(
          patient,
          offset++,
          arrival.stamp(),
          record,
          (number, out) -> outputs.add(text(number, out)));
    }
    long end = arrivals.get(arrivals.size() - 1).stamp() + 200_000;
    runner.advance(patient, end, (number, out) -> outputs.add(text(number, out)));
    return outputs;
  }

  private static String text(OutputNumber number, FeatureOutput output) {
    return number
        + " "
        + (output instanceof VectorOut out
            ? new String(LogCodec.encode(out.vector()), StandardCharsets.UTF_8)
            : output);
  }

  private static class MemoryPatient implements Patient<PatientFeatures> {
    private PatientFeatures state = new PatientFeatures();
    private Agenda agenda = new Agenda();

    @Override
    public PatientFeatures state() {
      state = kept(state);
      return state;
    }

    @Override
    public Agenda agenda() {
      agenda = kept(agenda);
      return agenda;
    }

    @Override
    public void forget() {
      state = new PatientFeatures();
      agenda = new Agenda();
    }

    PatientFeatures kept(PatientFeatures features) {
      return features;
    }

    Agenda kept(Agenda agenda) {
      return agenda;
    }

    static PatientFeatures each(
        PatientFeatures features,
        UnaryOperator<FeatureHead> head,
        UnaryOperator<VitalState> vital) {
      InMemoryVitalStates vitals = new InMemoryVitalStates();
      for (String name : features.vitals().names()) {
        vitals.put(name, vital.apply(features.vitals().get(name)));
      }
      return new PatientFeatures(head.apply(features.head()), vitals);
    }
  }

  private static final class RereadPatient extends MemoryPatient {
    @Override
    PatientFeatures kept(PatientFeatures features) {
      return each(
          features,
          head -> reread(FeatureHeadCodec.INSTANCE, head),
          vital -> reread(VitalStateCodec.INSTANCE, vital));
    }

    @Override
    Agenda kept(Agenda agenda) {
      return reread(AgendaCodec.INSTANCE, agenda);
    }
  }

  private static final class CopiedPatient extends MemoryPatient {
    @Override
    PatientFeatures kept(PatientFeatures features) {
      return each(features, FeatureHeadCodec.INSTANCE::copy, VitalStateCodec.INSTANCE::copy);
    }
  }

  private static <T> T reread(BinaryCodec<T> codec, T state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(state, new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      T reread = codec.read(codec.version(), in);
      assertThat(in.available()).isZero();
      return reread;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
