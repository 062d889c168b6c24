package net.vimmerse.workflow.simulator.pages;

/**
 * A page with its own path.
 *
 * @param resource the file, relative to this package
 * @param policy the Content-Security-Policy
 */
record Page(String resource, String policy) {

  /**
   * Permits scripts, styles and data from the simulator only; no inline code, and trusted types for
   * the library that renders the page.
   */
  private static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  /** For a page whose library does not support trusted types and has icons in its style sheet. */
  private static final String REFERENCE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * Returns the file for a path. Its links are relative, so that they work behind a proxy that
   * removes the beginning of the path.
   */
  PageFile file(String path) {
    PageFile file = PageFile.find(resource).orElseThrow();
    boolean isBelow = path.indexOf('/', 1) > 0;
    return isBelow ? file.replacing("=\"./", "=\"../") : file;
  }

  /** Creates an API reference page. */
  static Page reference(String resource) {
    return new Page(resource, REFERENCE);
  }

  /** Creates a page with the strictest policy. */
  static Page strict(String resource) {
    return new Page(resource, STRICT);
  }
}
