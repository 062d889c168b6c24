package net.vimmerse.workflow.contract;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** The packages have no cycles, and each depends only on those before it. */
@AnalyzeClasses(
    packages = "net.vimmerse.workflow.contract",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "net.vimmerse.workflow.contract.";

  /** From the bottom to the top. */
  private static final List<String> LAYERS =
      List.of(
          "openapi",
          "validation",
          "recording",
          "cases",
          "execution",
          "sequences.model",
          "sequences.generator",
          "sequences.invariants",
          "sequences.runner",
          "coverage",
          "drift",
          "editing",
          "observation",
          "report",
          "cli");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule ORDER = order();

  private static ArchRule order() {
    LayeredArchitecture order = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String layer : LAYERS) {
      order = order.layer(layer).definedBy(ROOT + layer);
    }
    for (int i = 0; i < LAYERS.size(); i++) {
      List<String> above = LAYERS.subList(i + 1, LAYERS.size());
      order =
          above.isEmpty()
              ? order.whereLayer(LAYERS.get(i)).mayNotBeAccessedByAnyLayer()
              : order
                  .whereLayer(LAYERS.get(i))
                  .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
    }
    return order.ensureAllClassesAreContainedInArchitectureIgnoring(
        "net.vimmerse.workflow.contract");
  }
}
