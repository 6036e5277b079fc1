package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The pages in every language, and what they load: a fixed list, read into memory at the start, so
 * that no request ever becomes a file name.
 */
final class WebFiles {
  static final List<String> PAGES =
      List.of(
          "index.html", "drill.html", "models.html", "openapi.html", "patient.html", "ward.html");

  static final List<String> FILES =
      List.of(
          "base.css",
          "openapi.css",
          "openapi.js",
          "openapi-schema.js",
          "board.css",
          "models.css",
          "ward.css",
          "favicon.svg",
          "board.js",
          "burden.js",
          "card.js",
          "details.js",
          "drill.css",
          "drill.js",
          "drill-report.js",
          "origin.js",
          "admit.js",
          "alert.js",
          "answers.js",
          "dialog.js",
          "dom.js",
          "grid.js",
          "language.js",
          "sentences.js",
          "shortcuts.js",
          "shell.js",
          "feed.js",
          "feedback.js",
          "format.js",
          "models.js",
          "patient.js",
          "sparkline.js",
          "moment.js",
          "told.js",
          "trail.js",
          "theme.js",
          "ward.js",
          "aim.js",
          "atlas.js",
          "bed.js",
          "bedlist.js",
          "body.js",
          "bodylabel.js",
          "bodyview.js",
          "desk.js",
          "figure.js",
          "hands.js",
          "headset.js",
          "hints.js",
          "immersion.js",
          "layout.js",
          "look.js",
          "numerals.js",
          "panel3d.js",
          "pen.js",
          "people.js",
          "presence.js",
          "room.js",
          "rounds.js",
          "sound.js",
          "surface.js",
          "tile.js",
          "view.js",
          "walls.js",
          "paper.css",
          "paper.js",
          "patient.css",
          "patient-page.js",
          "charts.js",
          "chart.js",
          "bedside.js",
          "orders.js",
          "past.js",
          "scores.js",
          "twin.js",
          "two-step.js",
          "usual.js",
          "vendor/uplot/uPlot.esm.js",
          "vendor/uplot/uPlot.min.css",
          "vendor/uplot/LICENSE.txt");

  private static final String THREE = "/META-INF/resources/webjars/three/";

  private static final String THREE_POM = "/META-INF/maven/org.webjars.npm/three/pom.properties";

  private static final Map<String, String> THREE_FILES =
      Map.of(
          "/three/three.module.min.js", "build/three.module.min.js",
          "/three/three.core.min.js", "build/three.core.min.js",
          "/three/BufferGeometryUtils.js", "examples/jsm/utils/BufferGeometryUtils.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "svg", "image/svg+xml");

  private static final int NOT_MODIFIED = 304;

  /** Which language somebody has chosen; kept in the browser, written by its pages only. */
  private static final String LANGUAGE_COOKIE = "vigil-language";

  private final Map<String, WebFile> byPath = new LinkedHashMap<>();

  /** By path, then by language. */
  private final Map<String, Map<String, WebFile>> pages = new LinkedHashMap<>();

  private record WebFile(Buffer bytes, String type, String etag) {}

  WebFiles() {
    PageFrame frame = new PageFrame(text("web/frame.html"));
    for (String language : Messages.LANGUAGES) {
      Messages messages = new Messages(language);
      add("/messages/" + language + ".js", messages.module().getBytes(UTF_8));
      for (String page : PAGES) {
        String whole = messages.in(frame.around(text("web/" + page)));
        pages
            .computeIfAbsent("/" + page, path -> new LinkedHashMap<>())
            .put(language, file(page, whole.getBytes(UTF_8)));
      }
    }
    for (String file : FILES) {
      add("/" + file, read("web/" + file));
    }
    String three = THREE + threeVersion() + "/";
    THREE_FILES.forEach((path, file) -> add(path, three(text(three + file)).getBytes(UTF_8)));
  }

  void mount(Router router) {
    byPath.forEach((path, file) -> router.get(path).handler(context -> serve(context, file)));
    pages.forEach((path, page) -> router.get(path).handler(context -> serve(context, page)));
    Map<String, WebFile> index = requireNonNull(pages.get("/index.html"), "there is no index.html");
    router.get("/").handler(context -> serve(context, index));
  }

  private static void serve(RoutingContext context, Map<String, WebFile> page) {
    context.response().putHeader(HttpHeaders.VARY, "Cookie, Accept-Language");
    serve(context, requireNonNull(page.get(language(context)), "every page is in every language"));
  }

  /** The language that was chosen, else the first of the browser's that there is. */
  private static String language(RoutingContext context) {
    Cookie chosen = context.request().getCookie(LANGUAGE_COOKIE);
    if (chosen != null && Messages.LANGUAGES.contains(chosen.getValue())) {
      return chosen.getValue();
    }
    return context.acceptableLanguages().stream()
        .map(wanted -> wanted.tag().toLowerCase(Locale.ROOT))
        .filter(Messages.LANGUAGES::contains)
        .findFirst()
        .orElse(Messages.LANGUAGES.get(0));
  }

  private static void serve(RoutingContext context, WebFile file) {
    context
        .response()
        .putHeader(HttpHeaders.ETAG, file.etag)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (file.etag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      context.response().setStatusCode(NOT_MODIFIED).end();
    } else {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, file.type).end(file.bytes);
    }
  }

  private void add(String path, byte[] bytes) {
    byPath.put(path, file(path, bytes));
  }

  private static WebFile file(String path, byte[] bytes) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException(path + " has no known media type");
    }
    return new WebFile(Buffer.buffer(bytes), type, etag(bytes));
  }

  /**
   * three's add-ons import the bare name 'three', for which a page would need an inline import map;
   * the strict policy allows no inline script, so the name becomes a path here.
   */
  private static String three(String source) {
    return source.replace("from 'three'", "from '/three/three.module.min.js'");
  }

  /** The version stands in the WebJar's paths and, for the build, only in the root pom. */
  private static String threeVersion() {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(read(THREE_POM)));
    } catch (IOException e) {
      throw new UncheckedIOException(THREE_POM + " can't be read", e);
    }
    return requireNonNull(properties.getProperty("version"), THREE_POM + " has no version");
  }

  static String text(String resource) {
    return new String(read(resource), UTF_8);
  }

  private static byte[] read(String resource) {
    try (InputStream in = WebFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the web file " + resource + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the web file " + resource + " can't be read", e);
    }
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
