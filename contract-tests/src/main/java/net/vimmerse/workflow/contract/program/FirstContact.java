package net.vimmerse.workflow.contract.program;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.Envelope;
import net.vimmerse.workflow.contract.Exchange;
import net.vimmerse.workflow.contract.Finding;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.Verdict;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.drift.TemplateList;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import net.vimmerse.workflow.contract.run.Target;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * One free request before all others: is there a server, does it take the key, and in which form
 * does it answer?
 *
 * @param exchange the request for the list of templates, and its answer
 * @param envelope the form of the answer; empty when the answer does not tell
 */
record FirstContact(TemplateList list, Exchange exchange, Optional<Envelope> envelope) {

  /**
   * Makes contact.
   *
   * @return empty when the document has no list of templates to ask for
   * @throws Refusal when there is no server, or it refuses the key
   */
  static Optional<FirstContact> with(HttpUrl url, Key key, Document document) throws Refusal {
    Optional<TemplateList> list = TemplateList.of(document);
    if (list.isEmpty()) {
      return Optional.empty();
    }
    CaseRequest request =
        new CaseRequest(
            "GET", list.get().operation().path(), Headers.EMPTY, true, ByteString.EMPTY);
    Exchange exchange;
    try (Target target = Target.of("first contact", url, key.value(), Judge.of(document))) {
      exchange = target.send(request).exchange();
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.OUT_OF_REACH,
          "no answer from "
              + url
              + " ("
              + e.getMessage()
              + "). Check --target, and that the server runs.");
    }
    if (exchange.status() == 401 || exchange.status() == 403) {
      throw new Refusal(
          ExitCode.OUT_OF_REACH,
          "%s refuses the key with %d. Check what is in %s, which --api-key-env names."
              .formatted(url, exchange.status(), key.variable()));
    }
    return Optional.of(new FirstContact(list.get(), exchange, envelope(document, exchange)));
  }

  private static Optional<Envelope> envelope(Document document, Exchange exchange) {
    List<Envelope> fitting =
        List.of(Envelope.values()).stream()
            .filter(it -> Judge.of(document, it).judge(exchange).isEmpty())
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /** What came of it, as one result among the others. */
  Result result(Judge judge) {
    List<Finding> findings = judge.judge(exchange);
    return new Result(
        list.operation().id(),
        list.operation().id() + ": first contact",
        findings.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        findings.isEmpty() ? "" : "the answer is not as documented: " + findings,
        List.of(new Verdict(exchange, findings)),
        "",
        Duration.ZERO);
  }
}
