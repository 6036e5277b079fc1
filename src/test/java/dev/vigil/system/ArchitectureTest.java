package dev.vigil.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The module picture of the design, and what follows from it. Covers all modules at once. */
class ArchitectureTest {
  private static final String[] DOMAIN = {
    "dev.vigil.schemas..", "dev.vigil.models..", "dev.vigil.alerting.."
  };

  /** A package without those below it, so that a root package and its children count apart. */
  private static final SliceAssignment EACH_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "each package";
        }
      };

  private static JavaClasses vigil;

  @BeforeAll
  static void read() {
    vigil =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(location -> !location.contains("dev/vigil/system"))
            .importPackages("dev.vigil");
  }

  @Test
  void modules_dependInward() {
    assertThat(vigil.contain("dev.vigil.app.Main")).isTrue();
    ArchRule picture =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy("dev.vigil.schemas..")
            .layer("models")
            .definedBy("dev.vigil.models..")
            .layer("alerting")
            .definedBy("dev.vigil.alerting..")
            .layer("history")
            .definedBy("dev.vigil.history..")
            .layer("ingest")
            .definedBy("dev.vigil.ingest..")
            .layer("jobs")
            .definedBy("dev.vigil.jobs..")
            .layer("dashboard")
            .definedBy("dev.vigil.dashboard..")
            .layer("simulator")
            .definedBy("dev.vigil.simulator..")
            .optionalLayer("bench")
            .definedBy("dev.vigil.bench..")
            .layer("app")
            .definedBy("dev.vigil.app..")
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("models")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("alerting")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("history")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("ingest")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("jobs")
            .mayOnlyAccessLayers("schemas", "models", "alerting", "history")
            .whereLayer("dashboard")
            .mayOnlyAccessLayers("schemas", "models", "alerting", "history")
            .whereLayer("simulator")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("bench")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer();
    picture.check(vigil);
  }

  @Test
  void flink_isKnownToJobsAndAppAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.vigil.jobs..", "dev.vigil.app..", "dev.vigil.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(vigil);
  }

  @Test
  void kafka_isUnknownToContractsDomainHistoryAndSimulator() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.vigil.schemas..",
            "dev.vigil.models..",
            "dev.vigil.alerting..",
            "dev.vigil.history..",
            "dev.vigil.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .check(vigil);
  }

  @Test
  void domain_readsNoClock() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .and()
            .resideOutsideOfPackage("dev.vigil.alerting.channels..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);
    rule.check(vigil);
    for (Class<?> type :
        List.of(
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      noClasses().that().resideInAnyPackage(DOMAIN).should().callMethod(type, "now").check(vigil);
    }
  }

  @Test
  void packages_haveNoCycles() {
    slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles().check(vigil);
  }

  /** But for the benchmark of the pages, which lets what it measures go on for so long. */
  @Test
  void tests_waitOnConditionsAndNeverSleep() throws IOException {
    Set<String> mayLetTimePass = Set.of("ArchitectureTest.java", "BoardBench.java");
    // by their text: test classes of the other modules are not on this class path
    List<Path> sleeping = new ArrayList<>();
    for (Path sources : testSources()) {
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (!mayLetTimePass.contains(file.getFileName().toString())
              && Files.readString(file).contains("Thread.sleep(")) {
            sleeping.add(file);
          }
        }
      }
    }
    assertThat(sleeping).isEmpty();
  }

  private static List<Path> testSources() throws IOException {
    Path project = Path.of("..", "..");
    List<Path> sources = new ArrayList<>();
    sources.add(Path.of("java"));
    try (Stream<Path> modules = Files.list(project)) {
      modules
          .map(module -> module.resolve("src").resolve("test").resolve("java"))
          .filter(Files::isDirectory)
          .forEach(sources::add);
    }
    assertThat(sources).hasSizeGreaterThan(5);
    return sources;
  }
}
