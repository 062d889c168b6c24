package net.vimmerse.workflow.contract.suite;

/** Sends a request with an HTTP client and returns the body of the response. */
@FunctionalInterface
interface HttpExchanger {
  /**
   * Sends a request.
   *
   * @param body JSON; null sends a GET, otherwise a POST
   * @param inPieces whether the client is not told the length of the body
   */
  byte[] exchange(String url, String apiKey, byte[] body, boolean inPieces) throws Exception;
}
