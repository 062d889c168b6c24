package net.vimmerse.workflow.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.Finding.Kind;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** What the document says of a request. */
record RequestRules(Document document, Match match, Findings findings) {
  private static final int UNAUTHORIZED = 401;

  void judge(Exchange exchange, HttpUrl url) {
    boolean refusedForItsKey =
        exchange.status() == UNAUTHORIZED && match.operation().response(UNAUTHORIZED).isPresent();
    if (!refusedForItsKey) {
      security(exchange.requestHeaders(), url);
    }
    parameters(exchange.requestHeaders(), url);
    body(exchange);
  }

  private void security(Headers headers, HttpUrl url) {
    Place own = match.operation().place().child("security");
    Place alternatives = own.exists() ? own : document.root().child("security");
    List<String> unmet = new ArrayList<>();
    for (Place alternative : alternatives.items()) {
      List<String> missing = new ArrayList<>();
      for (String scheme : alternative.children().keySet()) {
        missing.addAll(missing(scheme, headers, url));
      }
      if (missing.isEmpty()) {
        return;
      }
      unmet.addAll(missing);
    }
    unmet.forEach(it -> findings.add(Kind.MISSING_KEY, it, "must carry the caller's key"));
  }

  private List<String> missing(String schemeName, Headers headers, HttpUrl url) {
    Place scheme = document.component("securitySchemes", schemeName);
    boolean inQuery = scheme.text("in").filter("query"::equals).isPresent();
    String name = scheme.text("name").orElse("Authorization");
    String key = inQuery ? url.queryParameter(name) : headers.get(name);
    return key == null || key.isBlank() ? List.of(name) : List.of();
  }

  private void parameters(Headers headers, HttpUrl url) {
    Map<String, Place> documented = new LinkedHashMap<>();
    for (Place holder : List.of(match.operation().pathItem(), match.operation().place())) {
      for (Place parameter : holder.child("parameters").items()) {
        documented.put(key(parameter), parameter);
      }
    }
    documented.values().forEach(it -> parameter(it, headers, url));
    for (String name : url.queryParameterNames()) {
      if (!documented.containsKey("query " + name)) {
        findings.add(Kind.UNKNOWN_PARAMETER, name, "no such query parameter");
      }
    }
  }

  private static String key(Place parameter) {
    return parameter.text("in").orElse("") + " " + parameter.text("name").orElse("");
  }

  private void parameter(Place parameter, Headers headers, HttpUrl url) {
    String name = parameter.text("name").orElse("");
    List<String> values =
        switch (parameter.text("in").orElse("")) {
          case "path" -> List.of(match.pathParameters().getOrDefault(name, ""));
          case "query" ->
              url.queryParameterValues(name).stream().map(it -> it == null ? "" : it).toList();
          case "header" -> headers.values(name);
          default -> throw new IllegalArgumentException("Cannot judge " + parameter);
        };
    if (values.isEmpty()) {
      if (parameter.value().path("required").asBoolean()) {
        findings.add(Kind.MISSING_PARAMETER, name, "must be there");
      }
      return;
    }
    Place schema = parameter.child("schema");
    for (Violation violation : document.validate(schema, Texts.read(schema, values))) {
      findings.add(Kind.INVALID_PARAMETER, name, violation.message());
    }
  }

  private void body(Exchange exchange) {
    Place body = match.operation().place().child("requestBody");
    if (exchange.requestBody().size() == 0 && body.exists()) {
      if (body.value().path("required").asBoolean()) {
        findings.add(Kind.MISSING_BODY, "", "there must be a body");
      }
      return;
    }
    for (Place response : match.operation().place().child("responses").children().values()) {
      int most = response.value().path("x-max-bytes").asInt(Integer.MAX_VALUE);
      if (exchange.requestBody().size() > most) {
        findings.add(Kind.INVALID_BODY, "", "must have at most " + most + " bytes");
      }
    }
    new BodyRules(document, findings)
        .judge(body, exchange.requestHeaders(), exchange.requestBody(), schema -> schema);
  }
}
