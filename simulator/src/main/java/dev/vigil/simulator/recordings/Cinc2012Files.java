package dev.vigil.simulator.recordings;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * PhysioNet/CinC Challenge 2012 (mortality in intensive care): the first 48 hours of a stay in one
 * {@code RecordID.txt} with lines {@code Time,Parameter,Value}, and {@code Outcomes-a.txt} with who
 * died in hospital. Without outcomes the recording has no labels. Source: Silva, Moody, Scott,
 * Celi, Mark: Predicting In-Hospital Mortality of ICU Patients: The PhysioNet/Computing in
 * Cardiology Challenge 2012, Comput Cardiol 39:245-248, 2012.
 */
final class Cinc2012Files implements PatientFiles {
  static final RecordingFormat FORMAT =
      new PatientFilesFormat(
          "PhysioNet 2012 (.txt)", "PhysioNet 2012 RecordID.txt file", Cinc2012Files::new);

  private static final Pattern NAME = Pattern.compile("(?<id>[0-9]{1,9})\\.txt");
  private static final Pattern OUTCOMES = Pattern.compile("Outcomes-[a-z]\\.txt");

  private final Map<String, Cinc2012Outcome> outcomes = new HashMap<>();

  @Override
  public Pattern patientName() {
    return NAME;
  }

  @Override
  public boolean isAboutAll(String path) {
    return OUTCOMES.matcher(PatientFiles.fileName(path)).matches();
  }

  @Override
  public void readAboutAll(String file, InputStream in) {
    outcomes.putAll(Cinc2012Outcome.read(file, in));
  }

  @Override
  public Parser parser() {
    return new Cinc2012Parser(outcomes)::parse;
  }

  @Override
  public String label() {
    return "mortality";
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return Cinc2012Parameter.doubtful();
  }
}
