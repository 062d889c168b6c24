package net.vimmerse.workflow.simulator.pages;

/**
 * A page with its own path.
 *
 * @param resource the file, relative to this package
 */
record Page(String resource) {

  /**
   * The Content-Security-Policy: permits scripts, styles and data from the simulator only; no
   * inline code, and trusted types for the library that renders the page.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  /**
   * Returns the file for a path. Its links are relative, so that they work behind a proxy that
   * removes the beginning of the path.
   */
  PageFile file(String path) {
    PageFile file = PageFile.find(resource).orElseThrow();
    boolean isBelow = path.indexOf('/', 1) > 0;
    return isBelow ? file.replacing("=\"./", "=\"../") : file;
  }
}
