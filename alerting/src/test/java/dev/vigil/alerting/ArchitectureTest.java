package dev.vigil.alerting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.vigil.alerting", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NOTHING_KNOWS_KAFKA_FLINK_OR_VERTX =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..", "io.vertx..");

  @ArchTest
  static final ArchRule NOTHING_READS_A_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule DECISIONS_KNOW_NO_CHANNELS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..channels")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..channels");

  @ArchTest
  static final ArchRule RULES_KNOW_NOTHING_OF_THE_FOLD =
      noClasses()
          .that()
          .resideInAPackage("..rules")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.vigil.alerting");
}
