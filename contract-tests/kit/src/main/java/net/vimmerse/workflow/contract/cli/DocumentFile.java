package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.vimmerse.workflow.contract.editing.DocumentEditor;
import net.vimmerse.workflow.contract.openapi.Document;

/**
 * A document that a command edits in place.
 *
 * @param text its text when it was read
 */
record DocumentFile(Path path, String text, Document document) {

  /**
   * Reads a document.
   *
   * @param isEdited true if it must be writable
   */
  static DocumentFile read(Path path, boolean isEdited) throws CliException {
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      if (isEdited && !Files.isWritable(path)) {
        throw CliException.usage("--document: " + path + " is not writable");
      }
      return new DocumentFile(path, text, parsed(path, text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw CliException.usage(
          "--document: cannot read %s (%s). Name the document that is to be edited."
              .formatted(path, e.getMessage()));
    }
  }

  /** Parses a document, and checks what otherwise shows only where it is used. */
  static Document parsed(Path path, byte[] yaml) throws CliException {
    try {
      Document document = Document.of(yaml);
      document.checkReferences();
      document.templates();
      return document;
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--document: " + path + ": " + e.getMessage());
    }
  }

  /** Returns what an editor changed, as lines for people. */
  String summary(DocumentEditor editor, boolean isWritten) {
    if (editor.text().equals(text)) {
      return "%s is up to date%n".formatted(path);
    }
    StringBuilder summary = new StringBuilder();
    editor.changes().forEach(it -> summary.append(it).append(System.lineSeparator()));
    List<String> placeholders = editor.placeholders();
    if (!placeholders.isEmpty()) {
      summary.append(
          "%d placeholders to replace, since the server does not tell:%n"
              .formatted(placeholders.size()));
      placeholders.forEach(it -> summary.append("  ").append(it).append(System.lineSeparator()));
    }
    return summary
        .append(
            isWritten ? "%s was edited%n".formatted(path) : "Nothing was written.%n".formatted())
        .toString();
  }

  /** Writes the document as an editor changed it. */
  void write(DocumentEditor editor) throws CliException {
    if (!editor.text().equals(text)) {
      try {
        Files.writeString(path, editor.text(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw CliException.usage(
            "--document: cannot write %s (%s)".formatted(path, e.getMessage()));
      }
    }
  }
}
