package dev.vigil.app.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.app.config.Key.Given;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Nearest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration: flags before {@code VIGIL_…} variables before the file before the
 * defaults. It walks the record's components, so a new key needs a component and nothing here.
 */
public final class ConfigReader {
  /** Looked for in the working folder when no file is named. */
  public static final Path DEFAULT_FILE = Path.of("vigil.yaml");

  /** Variables of ours that are not keys: of the start script and of the tests. */
  private static final Set<String> RESERVED =
      Set.of("VIGIL_BUILD", "VIGIL_DATA", "VIGIL_JAVA_OPTS", "VIGIL_REQUIRE_SERVICES");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Key> keys = new TreeMap<>();
  private final Map<String, Given> given = new HashMap<>();

  private ConfigReader(Class<?> root) {
    for (Key key : Key.of(root)) {
      keys.put(key.filePath(), key);
    }
  }

  /**
   * The configuration of this process.
   *
   * @param file null looks for {@link #DEFAULT_FILE}, and goes on without when there is none
   * @param variables the process's environment
   * @param flags by key ({@code data.folder}); they win
   * @throws VigilException with exit code 2, naming the key, the value and what is allowed
   */
  public static VigilConfig read(
      @Nullable Path file, Map<String, String> variables, Map<String, String> flags) {
    return read(Map.of(), file, variables, flags);
  }

  /**
   * The same with other defaults.
   *
   * @param presets by key; everything else wins
   */
  public static VigilConfig read(
      Map<String, String> presets,
      @Nullable Path file,
      Map<String, String> variables,
      Map<String, String> flags) {
    Path found = file == null && Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : file;
    return read(VigilConfig.class, presets, found, variables, flags);
  }

  static <T extends Record> T read(
      Class<T> root,
      Map<String, String> presets,
      @Nullable Path file,
      Map<String, String> variables,
      Map<String, String> flags) {
    ConfigReader reader = new ConfigReader(root);
    reader.addFlags(presets);
    if (file != null) {
      reader.addFile(file);
    }
    reader.addVariables(variables);
    reader.addFlags(flags);
    return root.cast(reader.build(root, ""));
  }

  private void addFile(Path file) {
    JsonNode tree;
    try {
      tree = YAML.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw VigilException.usage(
          file
              + " is not YAML"
              + (place == null ? "" : " at line " + place.getLineNr())
              + ": expected sections with \"key: value\" lines, as in vigil.example.yaml.");
    } catch (IOException e) {
      throw VigilException.usage(
          "The configuration file " + file + " can't be read: does it exist, and may you read it?");
    }
    if (tree.isObject()) {
      addTree(tree, "", file);
    } else if (!tree.isMissingNode() && !tree.isNull()) {
      throw VigilException.usage(
          file + " holds no sections: expected \"key: value\" lines, as in vigil.example.yaml.");
    }
  }

  private void addTree(JsonNode tree, String prefix, Path file) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String path = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject() && !(value.isEmpty() && !isSection(path))) {
        requireNoLeaf(path, file);
        addTree(value, path + ".", file);
      } else if (value.isArray()) {
        throw VigilException.usage(path + " (" + file + ") is a list: expected one value.");
      } else if (!(value.isNull() && isSection(path))) {
        requireKey(path, file.toString());
        given.put(path, new Given(value.isNull() ? "" : value.asText(), file.toString(), false));
      }
    }
  }

  private void addVariables(Map<String, String> variables) {
    Map<String, Key> literal = new HashMap<>();
    Map<String, String> paths = new HashMap<>();
    keys.forEach(
        (path, key) -> {
          paths.put(Key.variable(path), path);
          if (key.isSecret()) {
            literal.put(key.variable(), key);
          }
        });
    Map<String, String> said = new HashMap<>();
    variables.forEach(
        (name, value) -> {
          if (!name.startsWith("VIGIL_") || RESERVED.contains(name)) {
            return;
          }
          Key secret = literal.get(name);
          String path = secret == null ? paths.get(name) : secret.filePath();
          if (path == null) {
            throw unknown("The variable " + name, name, paths.keySet());
          }
          requireOne(said.put(path, name), name);
          given.put(path, new Given(value, "from " + name, secret != null));
        });
  }

  /** A secret has two variables, and which of them is meant nobody could say. */
  private static void requireOne(@Nullable String before, String name) {
    if (before != null) {
      boolean first = before.compareTo(name) < 0;
      throw VigilException.usage(
          "%s and %s are both set: expected one of them, the secret or the file that holds it."
              .formatted(first ? before : name, first ? name : before));
    }
  }

  private void addFlags(Map<String, String> flags) {
    flags.forEach(
        (path, value) -> {
          requireKey(path, "from a flag");
          given.put(path, new Given(value, "from a flag", false));
        });
  }

  private void requireKey(String path, String from) {
    if (keys.containsKey(path)) {
      return;
    }
    if (keys.containsKey(path + "-file")) {
      throw VigilException.usage(
          path
              + " ("
              + from
              + ") is a secret: put it into a file and name that in "
              + path
              + "-file, or into the variable "
              + Key.variable(path)
              + ".");
    }
    if (isSection(path)) {
      throw VigilException.usage(
          path + " (" + from + ") is one value: expected a section with keys below it.");
    }
    throw unknown(path + " (" + from + ")", path, keys.keySet());
  }

  private void requireNoLeaf(String path, Path file) {
    if (keys.containsKey(path)) {
      throw VigilException.usage(path + " (" + file + ") is a section: expected one value.");
    }
  }

  private boolean isSection(String path) {
    return keys.keySet().stream().anyMatch(key -> key.startsWith(path + "."));
  }

  private static VigilException unknown(String thing, String name, Set<String> known) {
    return VigilException.usage(
        thing + " is not a known key: did you mean " + Nearest.to(name, known) + "?");
  }

  private Object build(Class<?> section, String prefix) {
    RecordComponent[] components = section.getRecordComponents();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(value(component, prefix + Key.kebab(component.getName())));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return section.getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(section + " is not a record of settings", e);
    }
  }

  private Object value(RecordComponent component, String path) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      return build(component.getType(), path + ".");
    }
    String filePath = component.getType() == Secret.class ? path + "-file" : path;
    Key key = requireNonNull(keys.get(filePath), "key is null");
    return key.parse(given.getOrDefault(filePath, new Given(setting.value(), "default", false)));
  }
}
