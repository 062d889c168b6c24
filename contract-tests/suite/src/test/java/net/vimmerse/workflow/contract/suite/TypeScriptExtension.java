package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives test classes the TypeScript compiler and the types made from the document. To be registered
 * as a static extension. When it cannot be had, the tests are skipped, or fail if the tool is
 * required.
 */
final class TypeScriptExtension implements BeforeEachCallback {
  private static final Path SOURCE = Repository.ROOT.resolve("typescript");

  private volatile NodePackages packages;

  /** A copy of the sources to work in, its types not yet made. */
  TypeScriptProject project(String name) throws IOException {
    return TypeScriptProject.copiedTo(packages.directory().resolve(name));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    // Before each test and from the store, for the reasons that PrismExtension gives.
    packages =
        context
            .getRoot()
            .getStore(Namespace.create(TypeScriptExtension.class))
            .getOrComputeIfAbsent(NodePackages.class, key -> install(), NodePackages.class);
  }

  private static NodePackages install() {
    ExternalTool tool = ExternalTool.of("typescript");
    try {
      return NodePackages.installed(SOURCE);
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
