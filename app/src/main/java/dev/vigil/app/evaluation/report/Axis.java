package dev.vigil.app.evaluation.report;

import dev.vigil.app.evaluation.report.SvgTag.Point;

/**
 * An axis of a plot.
 *
 * @param label what it shows
 * @param scale where values stand on it
 */
record Axis(String label, Scale scale) {
  private static final double TICK = 5;
  private static final double LINE_HEIGHT = 16;
  private static final double LABEL_BESIDE = 46;

  /** Lines, ticks and labels of the axis below a plot, with grid lines up through it. */
  SvgTag below(Point corner, double width, double height) {
    double bottom = corner.y();
    SvgTag axis = new SvgTag("g").withClass("axis x-axis");
    for (double tick : scale.ticks()) {
      double x = corner.x() + scale.place(tick) * width;
      axis.with(
          SvgTag.line("grid", new Point(x, bottom), new Point(x, bottom - height)),
          SvgTag.line("tick", new Point(x, bottom), new Point(x, bottom + TICK)),
          SvgTag.words(
              "tick-label", new Point(x, bottom + LINE_HEIGHT + 2), "middle", scale.text(tick)));
    }
    Point middle = new Point(corner.x() + width / 2, bottom + 2.4 * LINE_HEIGHT);
    return axis.with(
        SvgTag.line("axis-line", corner, new Point(corner.x() + width, bottom)),
        SvgTag.words("axis-label", middle, "middle", label));
  }

  /** Lines, ticks and labels of the axis left of a plot, with grid lines right through it. */
  SvgTag beside(Point corner, double width, double height) {
    double left = corner.x();
    SvgTag axis = new SvgTag("g").withClass("axis y-axis");
    for (double tick : scale.ticks()) {
      double y = corner.y() - scale.place(tick) * height;
      axis.with(
          SvgTag.line("grid", new Point(left, y), new Point(left + width, y)),
          SvgTag.line("tick", new Point(left, y), new Point(left - TICK, y)),
          SvgTag.words("tick-label", new Point(left - 8, y + 4), "end", scale.text(tick)));
    }
    Point middle = new Point(left - LABEL_BESIDE, corner.y() - height / 2);
    return axis.with(
        SvgTag.line("axis-line", corner, new Point(left, corner.y() - height)),
        SvgTag.words("axis-label", middle, "middle", label)
            .attr("transform", "rotate(-90 " + middle.x() + " " + middle.y() + ")"));
  }
}
