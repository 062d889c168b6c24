package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client, simulator and contract kit share the document and nothing else. */
class ModuleDependenciesTest {
  @ParameterizedTest
  @CsvSource({
    "client, workflow-mock-server, workflow-contract-tests",
    "mock-server, workflow-client, workflow-contract-tests",
    "contract-tests/kit, workflow-client, workflow-mock-server",
  })
  void a_module_depends_on_neither_of_the_others(String module, String one, String other)
      throws IOException {
    assertThat(Files.readString(Repository.ROOT.resolve(module).resolve("pom.xml")))
        .doesNotContain("<artifactId>" + one + "<", "<artifactId>" + other + "<");
  }
}
