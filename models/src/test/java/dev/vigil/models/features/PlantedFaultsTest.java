package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.features.PlantedFaults.Fault;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;

/** Proves that the trials of {@link FeatureEngineProperties} find what is wrong with an engine. */
class PlantedFaultsTest {
  private static final long SEED = 20_261_121;
  private static final int SCHEDULES = 1_500;
  private static final int FEW = 200;
  private static final int EACH_ROUND = 10;

  private final List<List<Readings>> schedules = Schedules.ofHappenings(SEED, SCHEDULES);
  private final List<List<Readings>> hours = Schedules.ofHours(SEED, SCHEDULES);
  private final List<List<Readings>> rounds = Schedules.ofRows(SEED, SCHEDULES / EACH_ROUND);

  @Example
  void engineWithoutFault_inAClassLoaderOfItsOwn_passesAllTrials() throws Exception {
    assertThat(difference(FaultyEngine.withoutFault(), FEW)).isEmpty();
  }

  @Example
  void everyPlantedFault_isFound() throws Exception {
    // when
    List<Fault> survivors = new ArrayList<>();
    for (Fault fault : PlantedFaults.ALL) {
      if (difference(FaultyEngine.with(fault), SCHEDULES).isEmpty()) {
        survivors.add(fault);
      }
    }

    // then
    assertThat(PlantedFaults.ALL).hasSizeGreaterThanOrEqualTo(20);
    assertThat(survivors).isEmpty();
  }

  /** Of all kinds of trials in turn: most faults are found by the first few of one of them. */
  private String difference(FaultyEngine engine, int tries) throws ReflectiveOperationException {
    Function<List<Readings>, String> vital = engine.trial(VitalTrial.class);
    Function<List<Readings>, String> patient = engine.trial(PatientTrial.class);
    for (int i = 0; i < tries; i++) {
      String difference = vital.apply(schedules.get(i));
      if (difference.isEmpty()) {
        difference = vital.apply(hours.get(i));
      }
      if (difference.isEmpty() && i % EACH_ROUND == 0) {
        difference = patient.apply(rounds.get(i / EACH_ROUND));
      }
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    return "";
  }
}
