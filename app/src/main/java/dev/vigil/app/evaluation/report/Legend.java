package dev.vigil.app.evaluation.report;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import java.util.ArrayList;
import java.util.List;

/** What is drawn how, one line each. */
final class Legend {
  private static final double ROW = 20;
  private static final double SAMPLE = 34;
  private static final double RADIUS = 4;
  private static final int LONGEST = 32;

  private final List<Entry> entries = new ArrayList<>();

  /** An entry; a negative index stands for a reference line. */
  private record Entry(int index, String words) {}

  /** A contestant by name, of which only the beginning stands there if it is very long. */
  void contestant(int index, String name) {
    entries.add(new Entry(index, shortened(name)));
  }

  /** A contestant with what it reached. */
  void contestant(int index, String name, String reached) {
    entries.add(new Entry(index, shortened(name) + ": " + reached));
  }

  void reference(String words) {
    entries.add(new Entry(-1, words));
  }

  double height() {
    return entries.size() * ROW;
  }

  SvgTag svg(Point corner) {
    SvgTag legend = new SvgTag("g").withClass("legend");
    double y = corner.y() + ROW / 2;
    for (Entry entry : entries) {
      Point from = new Point(corner.x(), y);
      Point to = new Point(corner.x() + SAMPLE, y);
      if (entry.index() < 0) {
        legend.with(SvgTag.line("reference", from, to));
      } else {
        ContestantMark mark = new ContestantMark(entry.index());
        Point middle = new Point(corner.x() + SAMPLE / 2, y);
        legend.with(mark.curve(List.of(from, to)), mark.dot(middle, RADIUS));
      }
      legend.with(SvgTag.words("key", new Point(to.x() + 8, y + 4), "start", entry.words()));
      y += ROW;
    }
    return legend;
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
