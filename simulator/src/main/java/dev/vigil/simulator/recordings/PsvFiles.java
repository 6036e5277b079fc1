package dev.vigil.simulator.recordings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * PhysioNet/CinC Challenge 2019 (early prediction of sepsis): one {@code .psv} per patient. Source:
 * physionet.org/content/challenge-2019/1.0.0.
 */
final class PsvFiles implements PatientFiles {
  static final RecordingFormat FORMAT =
      new PatientFilesFormat("PhysioNet 2019 (.psv)", "PhysioNet 2019 .psv file", PsvFiles::new);

  /** Not what begins with a dot: macOS puts its own attributes into archives as ._name. */
  private static final Pattern NAME = Pattern.compile("(?<id>[^.].*)\\.psv");

  @Override
  public Pattern patientName() {
    return NAME;
  }

  @Override
  public Parser parser() {
    return new PsvParser()::parse;
  }

  @Override
  public String label() {
    return "sepsis";
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return PsvColumn.doubtful();
  }
}
