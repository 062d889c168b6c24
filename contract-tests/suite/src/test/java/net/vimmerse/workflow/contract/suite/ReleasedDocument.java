package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import net.vimmerse.workflow.contract.openapi.Document;

/** The document that was released last, read once. */
public final class ReleasedDocument {
  private ReleasedDocument() {}

  /** The document; not to be changed. */
  public static Document get() {
    return Read.DOCUMENT;
  }

  private static final class Read {
    private static final Document DOCUMENT = read();

    private static Document read() {
      try {
        return Document.of(Files.readAllBytes(ReleasedDocumentTest.RELEASED));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
