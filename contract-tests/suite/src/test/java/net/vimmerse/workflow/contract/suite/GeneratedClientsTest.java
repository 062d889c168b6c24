package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.opentest4j.TestAbortedException;

/**
 * Generates clients from the document with the generators that teams use, and makes a round trip
 * with each of them. {@code docs/generators.md} lists the generators.
 */
@Isolated("the generators and compilers need all processors")
@Timeout(1200)
class GeneratedClientsTest {
  private static final Path GUIDE = Repository.ROOT.resolve("docs/generators.md");
  private static final Path TABLE = Repository.MODULE.resolve("target/generators.md");

  private static final ExecutorService BUILDERS = Executors.newFixedThreadPool(2);
  private static Simulator simulator;
  private static ValidatingListener exchanges;

  @AfterAll
  static void no_exchange_violates_the_document() {
    BUILDERS.shutdownNow();
    if (simulator != null) {
      simulator.close();
      assertThat(exchanges.log().violations()).isEmpty();
    }
  }

  @Test
  void the_guide_lists_the_generators() throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> languages = new ArrayList<>();
    for (ClientGenerator generator : ClientGenerator.all()) {
      rows.add(generator.row());
      languages.add("| " + generator.language() + " |");
    }
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, rows);
    assertThat(Files.readAllLines(GUIDE))
        .as("the table of %s; its rows are in %s", GUIDE, TABLE)
        .filteredOn(line -> languages.stream().anyMatch(line::startsWith))
        .containsExactlyElementsOf(rows);
  }

  @TestFactory
  Stream<DynamicTest> a_round_trip_succeeds_with_the_client_of() throws IOException {
    ExternalTool tool = ExternalTool.of("generators");
    if (tool.mode() != ExternalTool.Mode.REQUIRED) {
      String line = "NOT RUN: clients of other generators. To run them: -Dgenerators=required";
      System.out.println(line);
      throw new TestAbortedException(line);
    }
    ContractValidator validator = ContractValidator.of(Document.bundled(), Envelope.DATA);
    exchanges = new ValidatingListener(validator);
    simulator = Simulator.builder().listener(exchanges).start();
    exchanges.selfCheck(simulator);
    return ClientGenerator.all().stream()
        .map(
            generator -> {
              Future<GeneratedClient> client = BUILDERS.submit(() -> GeneratedClient.of(generator));
              return dynamicTest(generator.name(), () -> check(tool, client));
            })
        .toList() // now, so that clients are built while others are tried
        .stream();
  }

  private static void check(ExternalTool tool, Future<GeneratedClient> future) throws Exception {
    GeneratedClient client;
    try {
      client = future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ToolMissingException missing) {
        throw tool.missing(missing);
      }
      throw e;
    }
    TestNamespace namespace = simulator.namespace(UUID.randomUUID().toString());
    namespace.outcome("polls=3");

    assertThat(client.roundTrip(simulator.url(), namespace.apiKey())).isEqualTo("ok");

    assertThat(namespace.requests())
        .extracting(request -> request.operation() + " " + request.status())
        .containsExactly(
            "listTemplates 200",
            "createWorkflow 200",
            "createWorkflow 200",
            "getWorkflow 200",
            "getWorkflow 200",
            "getWorkflow 200",
            "updateWorkflow 422",
            "updateWorkflow 200",
            "deleteWorkflow 200",
            "getWorkflow 404");
  }
}
