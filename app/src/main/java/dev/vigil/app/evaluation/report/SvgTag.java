package dev.vigil.app.evaluation.report;

import j2html.tags.ContainerTag;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An element of SVG. Lengths are in the user units of its drawing, y downwards. */
final class SvgTag extends ContainerTag<SvgTag> {
  /** A place in the drawing. */
  record Point(double x, double y) {}

  SvgTag(String name) {
    super(name);
  }

  static SvgTag line(String style, Point from, Point to) {
    return new SvgTag("line")
        .withClass(style)
        .at("x1", from.x())
        .at("y1", from.y())
        .at("x2", to.x())
        .at("y2", to.y());
  }

  static SvgTag polyline(String style, List<Point> points) {
    return new SvgTag("polyline").withClass(style).attr("points", places(points));
  }

  static SvgTag polygon(String style, List<Point> points) {
    return new SvgTag("polygon").withClass(style).attr("points", places(points));
  }

  static SvgTag rectangle(Point corner, double width, double height) {
    return new SvgTag("rect")
        .at("x", corner.x())
        .at("y", corner.y())
        .at("width", width)
        .at("height", height);
  }

  /**
   * Words.
   *
   * @param anchor which part of them is at the place: {@code start}, {@code middle}, {@code end}
   */
  static SvgTag words(String style, Point place, String anchor, String words) {
    return new SvgTag("text")
        .withClass(style)
        .at("x", place.x())
        .at("y", place.y())
        .attr("text-anchor", anchor)
        .withText(words);
  }

  SvgTag at(String attribute, double length) {
    return attr(attribute, number(length));
  }

  private static String places(List<Point> points) {
    return points.stream()
        .map(point -> number(point.x()) + "," + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  private static String number(double length) {
    return String.format(Locale.ROOT, "%.2f", length);
  }
}
