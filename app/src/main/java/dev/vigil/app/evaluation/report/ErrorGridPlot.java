package dev.vigil.app.evaluation.report;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.ClarkeZone;
import dev.vigil.models.evaluation.ForecastCase;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The Clarke error grid of one contestant: forecasts over what came, both mg/dL. Cases are counted
 * in squares of 5 mg/dL; each square with any has a mark whose area is their number.
 */
final class ErrorGridPlot {
  private static final double HIGHEST = 400;
  private static final double SQUARE = 5;
  private static final double LARGEST = 5;
  private static final double SMALLEST = 0.7;
  private static final LinearScale SCALE = new LinearScale(0, HIGHEST, 100);

  private final Drawing drawing;
  private final Panel panel;

  /** A square by the numbers of its column and row. */
  private record Square(int column, int row) implements Comparable<Square> {
    static Square of(double x, double y) {
      return new Square((int) Math.floor(x / SQUARE), (int) Math.floor(y / SQUARE));
    }

    double middleX() {
      return (column + 1 / 2.0) * SQUARE;
    }

    double middleY() {
      return (row + 1 / 2.0) * SQUARE;
    }

    @Override
    public int compareTo(Square other) {
      int byColumn = Integer.compare(column, other.column);
      return byColumn == 0 ? Integer.compare(row, other.row) : byColumn;
    }
  }

  private ErrorGridPlot(int index, String name) {
    this.drawing =
        new Drawing(
            "grid" + index,
            "Clarke error grid of " + name,
            "Forecasts over what came, 30 minutes later, counted in squares of 5 mg/dL: the area of"
                + " a mark is their number. In zone A the treatment would be right, in B benign, in"
                + " C needless, in D missing, in E the opposite.");
    this.panel =
        new Panel(drawing, new Axis("came, mg/dL", SCALE), new Axis("forecast, mg/dL", SCALE));
  }

  /**
   * Draws it.
   *
   * @param index of the contestant
   * @param says what it forecast
   */
  static DomContent of(
      int index, String name, List<ForecastCase> cases, ToDoubleFunction<ForecastCase> says) {
    ErrorGridPlot plot = new ErrorGridPlot(index, name);
    plot.zones();
    TreeMap<Square, Integer> squares = new TreeMap<>();
    cases.forEach(
        each -> squares.merge(Square.of(each.actual(), says.applyAsDouble(each)), 1, Integer::sum));
    int most = squares.values().stream().mapToInt(count -> count).max().orElse(1);
    ContestantMark mark = new ContestantMark(index);
    squares.forEach(
        (square, count) ->
            plot.panel.draw(
                mark.dot(
                    plot.panel.at(square.middleX(), square.middleY()),
                    Math.max(SMALLEST, LARGEST * Math.sqrt((double) count / most)))));
    plot.panel.legend().contestant(index, name, String.format(Locale.ROOT, "%,d", cases.size()));
    return plot.drawing.figure(plot.panel.svg(), "");
  }

  /** Its borders, as {@link ClarkeZone} has them. */
  private void zones() {
    panel.reference(
        panel.at(0, 0), panel.at(HIGHEST, HIGHEST), "as forecast; borders of the zones");
    border(0, 70, 175.0 / 3, 70);
    border(175.0 / 3, 70, 1000.0 / 3, 400);
    border(70, 84, 70, 400);
    border(0, 180, 70, 180);
    border(70, 180, 290, 400);
    border(70, 0, 70, 56);
    border(70, 56, 400, 320);
    border(180, 70, 400, 70);
    border(180, 0, 180, 70);
    border(130, 0, 180, 70);
    border(240, 70, 240, 180);
    border(240, 180, 400, 180);
    letter("A", 30, 20);
    letter("B", 370, 270);
    letter("B", 270, 365);
    letter("C", 155, 370);
    letter("C", 163, 12);
    letter("D", 30, 120);
    letter("D", 370, 120);
    letter("E", 30, 370);
    letter("E", 370, 30);
  }

  private void border(double fromX, double fromY, double toX, double toY) {
    Point from = panel.at(fromX, fromY);
    panel.draw(SvgTag.line("axis-line", from, panel.at(toX, toY)));
  }

  private void letter(String zone, double x, double y) {
    panel.draw(SvgTag.words("name", panel.at(x, y), "middle", zone));
  }
}
