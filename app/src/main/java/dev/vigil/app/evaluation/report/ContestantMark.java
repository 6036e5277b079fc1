package dev.vigil.app.evaluation.report;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import java.util.List;

/**
 * How a contestant is drawn in every plot: a colour (which one, {@code report.css} says) and a dash
 * pattern of its own, and one of four shapes, so that no one has to tell colours apart.
 *
 * @param index of the contestant, 0 for the first
 */
record ContestantMark(int index) {
  /** Colours and dash patterns there are; a ninth contestant looks like the first. */
  static final int KINDS = 8;

  private static final int SHAPES = 4;
  private static final List<String> DASHES =
      List.of("none", "7 4", "2 3", "10 3 2 3", "14 4", "5 2 1 2", "1 5", "12 3 2 3 2 3");

  private int kind() {
    return index % KINDS;
  }

  private String style(String what) {
    return what + " mark" + kind();
  }

  /** A line through the points. */
  SvgTag curve(List<Point> points) {
    return SvgTag.polyline(style("curve"), points).attr("stroke-dasharray", DASHES.get(kind()));
  }

  /** The contestant's shape, filled. */
  SvgTag dot(Point at, double radius) {
    return shape("dot", at, radius);
  }

  /** The contestant's shape, hollow. */
  SvgTag ring(Point at, double radius) {
    return shape("ring", at, radius);
  }

  private SvgTag shape(String what, Point at, double r) {
    double x = at.x();
    double y = at.y();
    return switch (kind() % SHAPES) {
      case 0 -> new SvgTag("circle").withClass(style(what)).at("cx", x).at("cy", y).at("r", r);
      case 1 -> polygon(what, x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
      case 2 -> polygon(what, x, y - r, x + r, y, x, y + r, x - r, y);
      default -> polygon(what, x, y - r, x + r, y + r, x - r, y + r);
    };
  }

  /** A polygon whose corners are given as x, y, x, y and so on. */
  private SvgTag polygon(String what, double... places) {
    Point[] corners = new Point[places.length / 2];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = new Point(places[2 * i], places[2 * i + 1]);
    }
    return SvgTag.polygon(style(what), List.of(corners));
  }
}
