package net.vimmerse.workflow.contract.suite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Client, simulator and contract kit share the document and nothing else. */
@AnalyzeClasses(packages = "net.vimmerse.workflow", importOptions = DoNotIncludeTests.class)
class ModuleDependenciesTest {
  private static final String CLIENT = "net.vimmerse.workflow.client..";
  private static final String SIMULATOR = "net.vimmerse.workflow.simulator..";
  private static final String KIT = "net.vimmerse.workflow.contract..";

  @ArchTest
  static final ArchRule the_client_depends_on_neither_of_the_others =
      independent(CLIENT, SIMULATOR, KIT);

  @ArchTest
  static final ArchRule the_simulator_depends_on_neither_of_the_others =
      independent(SIMULATOR, CLIENT, KIT);

  @ArchTest
  static final ArchRule the_kit_depends_on_neither_of_the_others =
      independent(KIT, CLIENT, SIMULATOR);

  private static ArchRule independent(String module, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }
}
