package net.vimmerse.workflow.contract.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.vimmerse.workflow.contract.openapi.Document;

/** The bundled document, in which a template is marked as removed. */
public final class DocumentWithRemovedTemplate {
  private DocumentWithRemovedTemplate() {}

  /** Returns the document in which the template with this label is marked. */
  public static Document of(String label) {
    String line = "\n        label: " + label + "\n";
    String text = new String(Document.bundledBytes(), UTF_8);
    return Document.of(
        text.replace(line, line + "        removed: \"2026-11-28\"\n").getBytes(UTF_8));
  }
}
