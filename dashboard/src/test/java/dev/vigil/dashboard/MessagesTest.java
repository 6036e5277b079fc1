package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages speak all languages whole, and nothing that isn't in the message files. */
class MessagesTest {
  private static final Messages ENGLISH = new Messages("en");
  private static final Messages CHINESE = new Messages("zh");

  /** The plural categories of CLDR that a whole number can have in each language. */
  private static final Map<String, Set<String>> PLURALS =
      Map.of("en", Set.of("one", "other"), "zh", Set.of("other"));

  private static final Pattern VALUE = Pattern.compile("\\{\\w+}");
  private static final Pattern LETTERS = Pattern.compile("\\p{L}");

  /** What people read in a page's source: text between tags, and these attributes. */
  private static final Pattern PAGE_TEXT =
      Pattern.compile(">([^<>]+)<|\\b(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"");

  private static final Pattern PAGE_KEY = Pattern.compile("\\{\\{([^}]*)}}");
  private static final String NAME = "Vigil";

  private static final Pattern GROUP =
      Pattern.compile("\\bnamed\\(\"([\\w.]+)\"|\\bt\\(`([\\w.]+)\\.\\$\\{");

  /** A word that begins with a capital, two words, or a letter that no program has. */
  private static final List<Pattern> WORDS =
      List.of(
          Pattern.compile("(?<![A-Za-z])[A-Z][a-z]+"),
          Pattern.compile("(?:[A-Za-z]{2,}|□)\\s+[A-Za-z]{2,}|[A-Za-z]{2,}\\s+□"),
          Pattern.compile("[\\p{L}&&[^\\x00-\\x7f]]"));

  /** The page of the API: in English, as the document that it shows, and says so to a browser. */
  private static final Set<String> FOR_ENGINEERS =
      Set.of("openapi.html", "openapi.js", "openapi-schema.js");

  private static final Pattern SOME_WORD = Pattern.compile("[A-Za-z]{2,}");

  /** Places of a script whose literals nobody reads. */
  private static final Pattern UNREAD =
      Pattern.compile(
          "(?:class: |Shader: |from |import"
              + " |querySelector(?:All)?\\(|closest\\??\\.?\\(|matches\\??\\.?\\(|getElementById\\(|\\.font"
              + " = |console\\.error\\(|getPropertyValue\\()$");

  /** Places whose literals everybody reads, be it a single small word. */
  private static final Pattern READ = Pattern.compile("(?:}, |setText\\([^()]*, |textContent = )$");

  /** Keys of the keyboard, headers, fonts, units, patterns and names of things inside. */
  private static final Set<String> NO_TEXT =
      Set.of(
          "Tab",
          "Enter",
          "Esc",
          "Escape",
          "Home End",
          "X-Vigil-Page",
          "Content-Type",
          "vigil-language=□; Path=/; Max-Age=□; SameSite=Strict",
          "Inter, \"Segoe UI\", \"SF Pro Text\", Roboto, \"Liberation Sans\", \"DejaVu Sans\","
              + " \"Noto Sans CJK SC\", \"Noto Sans SC\", \"PingFang SC\", \"Microsoft YaHei\","
              + " \"WenQuanYi Micro Hei\", sans-serif",
          "11px system-ui, sans-serif",
          "mm[Hg]",
          "10³/µL",
          "[A-Za-z0-9._\\\\-]{1,64}",
          "attribute vec2 cell;\\n□",
          "atlas □ □",
          "news2",
          "ward □",
          "acknowledge □",
          "then □");

  @Test
  void languages_haveTheSameMessages_withTheSameValuesInThem() {
    assertThat(CHINESE.byKey().keySet()).isEqualTo(ENGLISH.byKey().keySet());
    ENGLISH
        .byKey()
        .forEach(
            (key, english) -> {
              Set<String> expected = values(english);
              assertThat(values(CHINESE.byKey().getOrDefault(key, english)))
                  .as(key)
                  .isEqualTo(expected);
            });
  }

  private static Set<String> values(JsonNode message) {
    return VALUE
        .matcher(message.toString())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void plurals_haveATextForEachCategoryOfTheLanguage() {
    PLURALS.forEach(
        (language, categories) ->
            new Messages(language)
                .byKey()
                .forEach(
                    (key, message) -> {
                      if (message.isObject()) {
                        Set<String> given = new TreeSet<>();
                        message.fieldNames().forEachRemaining(given::add);
                        assertThat(given).as(language + " " + key).isEqualTo(categories);
                      }
                    }));
    assertThat(PLURALS.keySet()).containsExactlyInAnyOrderElementsOf(Messages.LANGUAGES);
  }

  @Test
  void vitalSigns_haveTheCataloguesNames_andAllTheirCodes() {
    for (VitalSign sign : VitalSigns.catalogue().all()) {
      assertThat(String.valueOf(ENGLISH.byKey().get("signs.name." + sign.id())))
          .isEqualTo('"' + sign.name() + '"');
      for (String code : sign.codes()) {
        assertThat(ENGLISH.byKey()).containsKey("signs.code." + code);
      }
    }
  }

  @Test
  void messages_areAllUsed_andAllThatAreUsedAreThere() {
    Set<String> asked = new TreeSet<>();
    Set<String> groups = new TreeSet<>();
    String parts = String.join("|", Messages.PARTS);
    Pattern key = Pattern.compile("(?:" + parts + ")(?:\\.[A-Za-z0-9-]+)+");
    for (String page : WebFiles.PAGES) {
      asked.addAll(pageKeys(WebFiles.text("web/" + page)));
    }
    asked.addAll(pageKeys(WebFiles.text("web/frame.html")));
    for (String script : scripts()) {
      String source = WebFiles.text("web/" + script);
      ScriptLiterals.of(source).stream()
          .map(ScriptLiterals.Literal::text)
          .filter(text -> key.matcher(text).matches() && !text.endsWith(".js"))
          .forEach(asked::add);
      GROUP
          .matcher(source)
          .results()
          .forEach(found -> groups.add(found.group(1) == null ? found.group(2) : found.group(1)));
    }
    asked.removeAll(groups);

    assertThat(ENGLISH.byKey().keySet()).containsAll(asked);
    assertThat(groups).contains("alerts.priority", "sentences");
    assertThat(ENGLISH.byKey().keySet())
        .filteredOn(one -> groups.stream().noneMatch(group -> one.startsWith(group + ".")))
        .isSubsetOf(asked);
  }

  private static Set<String> pageKeys(String page) {
    return PAGE_KEY
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void pages_haveNoTextOfTheirOwn() {
    assertThat(ownText(WebFiles.text("web/frame.html"))).isEmpty();
    for (String page : WebFiles.PAGES) {
      String text = WebFiles.text("web/" + page);
      if (FOR_ENGINEERS.contains(page)) {
        assertThat(text).contains("lang=\"en\"");
      } else {
        assertThat(ownText(text)).as(page).isEmpty();
      }
    }
    assertThat(ownText("<p title=\"{{a.b}}\">{{c.d}}</p><b>Beds</b>")).containsExactly("Beds");
    assertThat(ownText("<p title=\"Beds\">×</p>")).containsExactly("Beds");
  }

  private static List<String> ownText(String page) {
    String bare = PAGE_KEY.matcher(page).replaceAll("").replaceAll("(?s)<!--.*?-->", "");
    return PAGE_TEXT
        .matcher(bare)
        .results()
        .map(found -> (found.group(1) == null ? found.group(2) : found.group(1)).strip())
        .filter(text -> LETTERS.matcher(text).find() && !text.equals(NAME))
        .toList();
  }

  @Test
  void scripts_haveNoTextOfTheirOwn() {
    for (String script : scripts()) {
      assertThat(ownWords(WebFiles.text("web/" + script))).as(script).isEmpty();
    }
    assertThat(ownWords("el('b', {}, \"never\")")).containsExactly("never");
    assertThat(ownWords("const s = `${age} ago`;")).containsExactly("□ ago");
    assertThat(ownWords("const s = open ? \"Close\" : '关'; // The end"))
        .containsExactly("Close", "关");
    assertThat(
            ownWords("a / b; x.match(/It's \"So\"/); el(\"p\", { class: \"is so\" }, t(\"a.b\"))"))
        .isEmpty();
  }

  private static List<String> scripts() {
    return WebFiles.FILES.stream()
        .filter(file -> file.endsWith(".js") && !file.startsWith("vendor/"))
        .filter(file -> !FOR_ENGINEERS.contains(file))
        .toList();
  }

  private static List<String> ownWords(String script) {
    List<String> own = new ArrayList<>();
    for (ScriptLiterals.Literal literal : ScriptLiterals.of(script)) {
      String text = literal.text();
      boolean isText =
          WORDS.stream().anyMatch(words -> words.matcher(text).find())
              || (READ.matcher(literal.before()).find() && SOME_WORD.matcher(text).find());
      if (isText
          && !UNREAD.matcher(literal.before()).find()
          && !NO_TEXT.contains(text)
          && !ENGLISH.byKey().containsKey(text)) {
        own.add(text);
      }
    }
    return own;
  }

  @Test
  void page_hasItsTextsForItsKeys_asText() {
    assertThat(CHINESE.in("<b title=\"{{frame.ward}}\">{{board.allWards}}</b>"))
        .isEqualTo("<b title=\"病区\">所有病区</b>");
    assertThatThrownBy(() -> ENGLISH.in("{{board.nothing}}"))
        .hasMessageContaining("'board.nothing'");
  }

  @Test
  void module_isAScriptOfAllMessages() {
    assertThat(CHINESE.module())
        .startsWith("export default {\"alerts.")
        .contains("\"signs.name.heart-rate\":\"\\u5FC3\\u7387\"")
        .endsWith("};\n");
  }
}
