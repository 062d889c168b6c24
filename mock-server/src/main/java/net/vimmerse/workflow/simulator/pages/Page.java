package net.vimmerse.workflow.simulator.pages;

/**
 * A page that has an address of its own.
 *
 * @param resource the file behind it, from this package's folder
 * @param policy what the page may load and run, as a Content-Security-Policy
 */
record Page(String resource, String policy) {

  /**
   * Everything from the simulator, nothing from elsewhere; no script or style inside of markup, and
   * no text that becomes markup, but for the templates of the library that renders the page.
   */
  private static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  /**
   * For a page that a library draws which is not made for trusted types, and has its icons inside
   * of its style sheet.
   */
  private static final String REFERENCE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A page with the reference of an API. */
  static Page reference(String resource) {
    return new Page(resource, REFERENCE);
  }

  /** A page that needs no more than it must. */
  static Page strict(String resource) {
    return new Page(resource, STRICT);
  }
}
