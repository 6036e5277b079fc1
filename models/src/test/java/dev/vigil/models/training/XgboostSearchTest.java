package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class XgboostSearchTest {
  private final List<XgboostFit> fits = XgboostSearch.SEPSIS.fits();

  @Test
  void averages_ofOne_areLedByWhatSeesLess_andAreAllOfThem() {
    List<List<XgboostFit>> alone = XgboostSearch.SEPSIS.averages(1);

    assertThat(alone.get(0)).extracting(XgboostFit::sight).containsExactly(TreeSight.SIMPLE);
    assertThat(alone.get(1)).containsExactly(fits.get(0));
    assertThat(alone).hasSameSizeAs(fits).allMatch(average -> average.size() == 1);
  }

  @Test
  void averages_ofSeveral_areLedByTheUsualOne_andLeaveOutWhatLearnsWithNoOther() {
    List<List<XgboostFit>> averages = XgboostSearch.SEPSIS.averages(2);

    assertThat(averages.get(0)).containsExactly(fits.get(0), fits.get(1));
    assertThat(averages).hasSize(5).allMatch(each -> each.get(0).learnsAs(each.get(1)));
  }
}
