package dev.vigil.models.features;

import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.AgendaCodec;
import dev.vigil.schemas.fold.Patient;
import java.util.function.UnaryOperator;

/** A patient whose state is kept as it is, or after each step as a store would keep it. */
class MemoryPatient implements Patient<PatientFeatures> {
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
      PatientFeatures features, UnaryOperator<FeatureHead> head, UnaryOperator<VitalPart> part) {
    return new PatientFeatures(
        head.apply(features.head()), States.each((InMemoryVitalParts) features.vitals(), part));
  }

  /** Written and read again. */
  static final class Reread extends MemoryPatient {
    @Override
    PatientFeatures kept(PatientFeatures features) {
      return each(features, head -> States.reread(FeatureHeadCodec.INSTANCE, head), States::reread);
    }

    @Override
    Agenda kept(Agenda agenda) {
      return States.reread(AgendaCodec.INSTANCE, agenda);
    }
  }

  /** Copied. */
  static final class Copied extends MemoryPatient {
    @Override
    PatientFeatures kept(PatientFeatures features) {
      return each(features, FeatureHeadCodec.INSTANCE::copy, VitalPartCodec.INSTANCE::copy);
    }
  }
}
