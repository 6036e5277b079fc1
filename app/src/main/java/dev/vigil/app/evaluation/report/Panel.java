package dev.vigil.app.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import java.util.List;

/** A square plot with two axes and a legend below. */
final class Panel {
  private static final double SIZE = 400;
  private static final double LEFT = 64;
  private static final double LEGEND_LEFT = 20;
  private static final double RIGHT = 24;
  private static final double TOP = 12;
  private static final double BELOW = 54;
  private static final double BOTTOM = TOP + SIZE;
  private static final double RADIUS = 6;

  private final Drawing drawing;
  private final Axis x;
  private final Axis y;
  private final SvgTag inside;
  private final Legend legend = new Legend();

  Panel(Drawing drawing, Axis x, Axis y) {
    this.drawing = requireNonNull(drawing, "drawing is null");
    this.x = requireNonNull(x, "x is null");
    this.y = requireNonNull(y, "y is null");
    this.inside = new SvgTag("g").attr("clip-path", "url(#" + clip() + ")");
  }

  private String clip() {
    return drawing.id() + "-clip";
  }

  Legend legend() {
    return legend;
  }

  /** Where a pair of values stands. */
  Point at(double ofX, double ofY) {
    return new Point(LEFT + x.scale().place(ofX) * SIZE, BOTTOM - y.scale().place(ofY) * SIZE);
  }

  /** Whether a pair of values is on both axes. */
  boolean shows(double ofX, double ofY) {
    return isShare(x.scale().place(ofX)) && isShare(y.scale().place(ofY));
  }

  private static boolean isShare(double place) {
    return place >= 0 && place <= 1;
  }

  /** A dotted line to compare with. */
  void reference(Point from, Point to, String words) {
    inside.with(SvgTag.line("reference", from, to));
    legend.reference(words);
  }

  /** A contestant's line, cut off where the axes end. */
  void curve(ContestantMark mark, List<Point> points) {
    inside.with(mark.curve(points));
  }

  /** A ring around a contestant's own place, with words for who points at it. */
  void ring(ContestantMark mark, Point at, String words) {
    inside.with(mark.ring(at, RADIUS).with(new SvgTag("title").withText(words)));
  }

  /** One more thing, cut off where the axes end. */
  void draw(SvgTag thing) {
    inside.with(thing);
  }

  SvgTag svg() {
    Point corner = new Point(LEFT, BOTTOM);
    double bottom = BOTTOM + BELOW;
    SvgTag edge = SvgTag.rectangle(new Point(LEFT - 8, TOP - 8), SIZE + 16, SIZE + 16);
    return drawing
        .svg(LEFT + SIZE + RIGHT, bottom + legend.height() + 4)
        .with(
            new SvgTag("clipPath").withId(clip()).with(edge),
            x.below(corner, SIZE, SIZE),
            y.beside(corner, SIZE, SIZE),
            inside,
            legend.svg(new Point(LEGEND_LEFT, bottom)));
  }
}
