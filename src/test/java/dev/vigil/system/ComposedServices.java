package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The services of the project's compose files, as they stand there. */
final class ComposedServices {
  private final Map<String, Service> services = new LinkedHashMap<>();

  /** One service: what it is started with. */
  record Service(
      List<String> command, Map<String, String> environment, Map<String, String> volumes) {}

  /**
   * Reads the files.
   *
   * @param files of the project, each adding to those before it
   */
  ComposedServices(String... files) throws IOException {
    for (String file : files) {
      Map<?, ?> compose = map(load(VigilScript.PROJECT.resolve(file)));
      map(compose.get("services")).forEach((name, said) -> add((String) name, map(said)));
    }
  }

  static Object load(Path file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file, UTF_8));
  }

  static Map<?, ?> map(Object said) {
    return said == null ? Map.of() : (Map<?, ?>) said;
  }

  private void add(String name, Map<?, ?> said) {
    Service before = services.getOrDefault(name, new Service(List.of(), Map.of(), Map.of()));
    List<String> command = strings(said.get("command"));
    Map<String, String> environment = new TreeMap<>(before.environment());
    map(said.get("environment")).forEach((key, value) -> environment.put((String) key, "" + value));
    Map<String, String> volumes = new TreeMap<>(before.volumes());
    for (String volume : strings(said.get("volumes"))) {
      String[] parts = volume.split(":", -1);
      volumes.put(parts[1], parts[0]);
    }
    services.put(
        name, new Service(command.isEmpty() ? before.command() : command, environment, volumes));
  }

  private static List<String> strings(Object said) {
    List<String> all = new ArrayList<>();
    if (said != null) {
      ((List<?>) said).forEach(one -> all.add((String) one));
    }
    return all;
  }

  Set<String> names() {
    return services.keySet();
  }

  /** The service of this name; null if there is none. */
  Service find(String name) {
    return services.get(name);
  }

  /** Gives a service another value of a variable. */
  void set(String name, String variable, String value) {
    services.get(name).environment().put(variable, value);
  }

  /** Adds a service that is like another. */
  void copy(String name, String as) {
    Service like = services.get(name);
    services.put(
        as, new Service(like.command(), new TreeMap<>(like.environment()), like.volumes()));
  }
}
