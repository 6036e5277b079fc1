package dev.vigil.models.features;

import dev.vigil.models.features.PlantedFaults.Fault;
import dev.vigil.schemas.Readings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A second copy of the engine and of the trials, in a class loader of its own, in which one class
 * was compiled with a fault.
 */
final class FaultyEngine extends ClassLoader {
  private static final String PACKAGE = FaultyEngine.class.getPackageName() + ".";
  private static final Path SOURCES = Path.of("src/main/java/dev/vigil/models/features");
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private final Map<String, byte[]> faulty;

  private FaultyEngine(Map<String, byte[]> faulty) {
    super(FaultyEngine.class.getClassLoader());
    this.faulty = faulty;
  }

  /** The engine as it is, loaded as the faulty ones are. */
  static FaultyEngine withoutFault() {
    return new FaultyEngine(Map.of());
  }

  static FaultyEngine with(Fault fault) throws IOException {
    Path file = SOURCES.resolve(fault.file() + ".java");
    String source = Files.readString(file);
    int at = source.indexOf(fault.right());
    if (at < 0 || source.indexOf(fault.right(), at + 1) >= 0) {
      throw new IllegalStateException(
          file + " has not exactly one '" + fault.right() + "': plant this fault anew");
    }
    return new FaultyEngine(compile(file, source.replace(fault.right(), fault.wrong())));
  }

  /** A trial of this engine; one that throws has found a difference. */
  Function<List<Readings>, String> trial(Class<? extends Function<List<Readings>, String>> type)
      throws ReflectiveOperationException {
    @SuppressWarnings("unchecked") // It is the same source.
    Function<List<Readings>, String> trial =
        (Function<List<Readings>, String>)
            loadClass(type.getName()).getDeclaredConstructor().newInstance();
    return schedule -> {
      try {
        return trial.apply(schedule);
      } catch (RuntimeException | AssertionError e) {
        return e.toString();
      }
    };
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = faulty.get(name);
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (bytes == null && in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] kept = bytes == null ? in.readAllBytes() : bytes;
      return defineClass(name, kept, 0, kept.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static Map<String, byte[]> compile(Path file, String source) {
    InMemory classes = new InMemory();
    StringWriter problems = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
    JavaFileObject unit =
        new SimpleJavaFileObject(file.toUri(), Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    if (!COMPILER.getTask(problems, classes, null, options, null, List.of(unit)).call()) {
      throw new IllegalStateException("a fault in " + file + " doesn't compile: " + problems);
    }
    Map<String, byte[]> compiled = new HashMap<>();
    classes.written.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
    return compiled;
  }

  /** Keeps what is compiled. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    InMemory() {
      super(COMPILER.getStandardFileManager(null, null, null));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, Kind kind, javax.tools.FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:/" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(name, unseen -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
