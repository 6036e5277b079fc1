package dev.vigil.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.vigil.models", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule FEATURES_KNOW_ONLY_CONTRACTS =
      classes()
          .that()
          .resideInAPackage("..models.features..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "dev.vigil.schemas..",
              "..models.features..",
              "dev.vigil.models");

  @ArchTest
  static final ArchRule SCORES_KNOW_NO_TRIBUO =
      noClasses()
          .that()
          .resideInAnyPackage("..models.scores..", "..models.bundles..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tribuo..");

  @ArchTest
  static final ArchRule SERVING_KNOWS_NO_TRAINING =
      noClasses()
          .that()
          .resideOutsideOfPackage("..models.training..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..models.training..");

  @ArchTest
  static final ArchRule NOTHING_READS_A_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now");
}
