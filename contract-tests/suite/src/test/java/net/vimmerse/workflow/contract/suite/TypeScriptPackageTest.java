package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The package of types works for projects that install it from its tarball. If TypeScript is
 * required, each version of TypeScript and each module mode is tried.
 */
@Timeout(1200)
@EnabledIfSystemProperty(named = "tests", matches = "all")
class TypeScriptPackageTest {
  @RegisterExtension static final TypeScriptExtension TYPESCRIPT = new TypeScriptExtension();

  private static final Path CONSUMERS = Repository.ROOT.resolve("typescript/consumers");
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Test
  void projects_compile_with_the_packed_package_and_with_generated_clients() throws Exception {
    TypeScriptProject project = TYPESCRIPT.project("packed");
    Path source = project.root().resolve("typescript");
    Files.write(
        project.root().resolve("LICENSE"), Files.readAllBytes(Repository.ROOT.resolve("LICENSE")));
    run(source, List.of(NodePackages.npm(), "pack", "--silent"));
    ExternalTool tool = ExternalTool.of("typescript");
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(source.resolve("consumers/check.mjs").toString());
    command.add(source.resolve("vimmerse-workflow-types-0.1.0.tgz").toString());
    command.add(project.document().toString());
    if (tool.mode() == ExternalTool.Mode.REQUIRED) {
      command.add("--all");
    }
    try {
      run(NodePackages.installed(CONSUMERS).directory(), command);
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
  }

  @Test
  void the_react_sample_shows_a_workflow_until_it_has_succeeded_or_failed() throws Exception {
    ExternalTool tool = ExternalTool.of("typescript");
    try (Simulator simulator = Simulator.builder().start()) {
      Path packages = NodePackages.installed(CONSUMERS).directory();
      Path consumers =
          TypeScriptProject.copiedTo(packages.resolve("repository"))
              .root()
              .resolve("typescript/consumers");
      run(consumers, List.of("node", "react.mjs"), Map.of("SIMULATOR_URL", simulator.url()));
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    run(folder, command, Map.of());
  }

  private static void run(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (ChildProcess process = ChildProcess.start(command, folder, environment)) {
      assertThat(process.succeeds(LIMIT, gone -> {})).as(process::output).isTrue();
    }
  }
}
