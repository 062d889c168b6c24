package net.vimmerse.workflow.contract.suite;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.vimmerse.workflow.contract.openapi.Document;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the document to tests as a parameter: the bundled one, unless the launcher names another.
 */
public final class DocumentUnderTest implements ParameterResolver {
  /** The configuration parameter that names another document. */
  public static final String KEY = "document-under-test";

  private static final Map<String, Document> KEPT = new ConcurrentHashMap<>();

  /** Registers a document under a name for {@link #KEY}. */
  public static String keep(Document document) {
    String name = UUID.randomUUID().toString();
    KEPT.put(name, document);
    return name;
  }

  /** Removes a registered document. */
  public static void forget(String name) {
    KEPT.remove(name);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Document.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getConfigurationParameter(KEY).map(KEPT::get).orElseGet(Document::bundled);
  }
}
