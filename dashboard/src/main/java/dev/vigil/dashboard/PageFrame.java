package dev.vigil.dashboard;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every page has around its content: sign-in, clock, counts, NOT LIVE, the notes at the foot.
 * A line {@code <!-- place: NAME -->} of the frame holds what follows {@code <!-- part: NAME -->}
 * in the page, or nothing. Done here and not by a script, so that a page whose scripts fail says
 * NOT LIVE too.
 */
final class PageFrame {
  private static final Pattern PLACE = mark("place");
  private static final Pattern PART = mark("part");

  private final String frame;

  PageFrame(String frame) {
    this.frame = frame;
  }

  private static Pattern mark(String word) {
    return Pattern.compile("^<!-- " + word + ": ([a-z]+) -->\n", Pattern.MULTILINE);
  }

  /**
   * The whole page.
   *
   * @throws IllegalStateException if a part of it has no place in the frame
   */
  String around(String page) {
    Map<String, String> parts = parts(page);
    String whole =
        PLACE
            .matcher(frame)
            .replaceAll(
                place -> {
                  String part = parts.remove(place.group(1));
                  return part == null ? "" : Matcher.quoteReplacement(part);
                });
    if (!parts.isEmpty()) {
      throw new IllegalStateException("the frame has no place for the parts " + parts.keySet());
    }
    return whole;
  }

  private static Map<String, String> parts(String page) {
    Map<String, String> parts = new TreeMap<>();
    Matcher mark = PART.matcher(page);
    boolean found = mark.find();
    while (found) {
      String name = mark.group(1);
      int from = mark.end();
      found = mark.find();
      parts.put(name, page.substring(from, found ? mark.start() : page.length()));
    }
    return parts;
  }
}
