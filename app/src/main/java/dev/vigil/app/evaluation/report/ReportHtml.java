package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A report as one HTML page that needs no network: style and plots stand in it, and it says so to
 * the browser, which then loads nothing. It is XML too, but for its first line.
 */
final class ReportHtml {
  private static final String STYLE = read("report.css");
  private static final String NOTHING_ELSE =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private ReportHtml() {}

  /** The page, in UTF-8. */
  static byte[] page(String name, DomContent... content) {
    DomContent page = html(headOf(name), body(main(content))).withLang("en");
    try {
      FlatHtml<StringBuilder> text = FlatHtml.inMemory(Config.defaults().withEmptyTagsClosed(true));
      text.appendUnescapedText("<!DOCTYPE html>\n");
      return page.render(text).toString().getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a page could not be kept in memory", e);
    }
  }

  private static HeadTag headOf(String name) {
    return head(
        meta().withCharset("utf-8"),
        meta().attr("http-equiv", "Content-Security-Policy").withContent(NOTHING_ELSE),
        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
        meta().withName("color-scheme").withContent("light dark"),
        title(name),
        style(rawHtml(STYLE)));
  }

  private static String read(String resource) {
    try (InputStream in = ReportHtml.class.getResourceAsStream(resource)) {
      return new String(requireNonNull(in, "no " + resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can't be read", e);
    }
  }
}
