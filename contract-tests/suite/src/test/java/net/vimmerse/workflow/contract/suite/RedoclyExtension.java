package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives test classes Redocly's command line. To be registered as a static extension. When it cannot
 * be had, the tests are skipped, or fail if the tool is required.
 */
final class RedoclyExtension implements BeforeEachCallback {
  private static final String SCRIPT = "@redocly/cli/bin/cli.js";

  private volatile NodePackages packages;

  /** Starts a command of Redocly. */
  ChildProcess start(Path directory, String... arguments) throws IOException {
    Map<String, String> quiet =
        Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    return ChildProcess.start(packages.command(SCRIPT, arguments), directory, quiet);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    // Before each test and from the store, for the reasons that PrismExtension gives.
    packages =
        context
            .getRoot()
            .getStore(Namespace.create(RedoclyExtension.class))
            .getOrComputeIfAbsent(NodePackages.class, key -> install(), NodePackages.class);
  }

  private static NodePackages install() {
    ExternalTool tool = ExternalTool.of("redocly");
    try {
      return NodePackages.installed();
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
