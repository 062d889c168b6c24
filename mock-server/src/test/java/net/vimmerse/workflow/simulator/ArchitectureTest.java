package net.vimmerse.workflow.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "net.vimmerse.workflow.simulator",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "net.vimmerse.workflow.simulator";

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule dependencies_point_down =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("programs")
          .definedBy(ROOT + ".cli..", ROOT + ".junit..")
          .layer("simulator")
          .definedBy(ROOT)
          .layer("server")
          .definedBy(ROOT + ".wiremock..")
          .layer("apis")
          .definedBy(
              ROOT + ".admin..",
              ROOT + ".api..",
              ROOT + ".metrics..",
              ROOT + ".pages..",
              ROOT + ".seed..")
          .layer("http")
          .definedBy(ROOT + ".http..")
          .layer("storage")
          .definedBy(ROOT + ".persistence..", ROOT + ".redis..", ROOT + ".snapshot..")
          .layer("namespaces")
          .definedBy(ROOT + ".namespace..", ROOT + ".openapi..", ROOT + ".store..")
          .layer("model")
          .definedBy(
              ROOT + ".simulation..",
              ROOT + ".clock..",
              ROOT + ".credits..",
              ROOT + ".webhook..",
              ROOT + ".media..")
          .whereLayer("programs")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("simulator")
          .mayOnlyBeAccessedByLayers("programs")
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("simulator")
          .whereLayer("apis")
          .mayOnlyBeAccessedByLayers("programs", "simulator", "server")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("programs", "simulator", "server", "apis")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("simulator", "apis")
          .whereLayer("namespaces")
          .mayOnlyBeAccessedByLayers("programs", "simulator", "server", "apis", "http", "storage");

  @ArchTest
  static final ArchRule only_wiremock_uses_wiremock =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".wiremock..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "wiremock..", "org.wiremock..");

  @ArchTest
  static final ArchRule only_redis_uses_its_driver =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("redis.clients..", "org.apache.commons.pool2..");

  @ArchTest
  static final ArchRule the_simulation_is_pure =
      classes()
          .that()
          .resideInAPackage(ROOT + ".simulation..")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage(ROOT + ".simulation..")
                  .or(resideInAPackage(ROOT + ".clock.."))
                  .or(resideInAPackage("java.lang.."))
                  .or(resideInAPackage("java.util.."))
                  .or(resideInAPackage("java.time.."))
                  .or(resideInAPackage("java.nio.."))
                  .or(resideInAPackage("java.security.."))
                  .or(resideInAPackage("org.jspecify..")));

  @ArchTest
  static final ArchRule the_root_exposes_only_the_simulator =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .and()
          .arePublic()
          .should()
          .haveNameMatching(".*\\.Simulator(\\$Builder)?");
}
