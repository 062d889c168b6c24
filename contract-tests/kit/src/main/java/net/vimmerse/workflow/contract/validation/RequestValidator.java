package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** Validates a request. */
record RequestValidator(Document document, Operation operation, ViolationCollector violations) {
  private static final int UNAUTHORIZED = 401;

  void validate(RecordedExchange exchange, HttpUrl url) {
    boolean rejectedForItsKey =
        exchange.status() == UNAUTHORIZED && operation.response(UNAUTHORIZED).isPresent();
    if (!rejectedForItsKey) {
      security(exchange.requestHeaders(), url);
    }
    parameters(exchange, url);
    body(exchange);
  }

  private void security(Headers headers, HttpUrl url) {
    SchemaNode own = operation.node().child("security");
    SchemaNode alternatives = own.exists() ? own : document.root().child("security");
    List<String> unmet = new ArrayList<>();
    for (SchemaNode alternative : alternatives.items()) {
      List<String> missing = new ArrayList<>();
      for (String scheme : alternative.children().keySet()) {
        missing.addAll(missing(scheme, headers, url));
      }
      if (missing.isEmpty()) {
        return;
      }
      unmet.addAll(missing);
    }
    unmet.forEach(it -> violations.add(Kind.MISSING_KEY, it, "must hold the API key"));
  }

  private List<String> missing(String schemeName, Headers headers, HttpUrl url) {
    SchemaNode scheme = document.component("securitySchemes", schemeName);
    boolean inQuery = scheme.text("in").filter("query"::equals).isPresent();
    String name = scheme.text("name").orElse("Authorization");
    String key = inQuery ? url.queryParameter(name) : headers.get(name);
    return key == null || key.isBlank() ? List.of(name) : List.of();
  }

  private void parameters(RecordedExchange exchange, HttpUrl url) {
    Set<String> inQuery = new HashSet<>();
    for (Parameter parameter : Parameter.of(operation)) {
      parameter(parameter, exchange, url);
      if (parameter.in().equals("query")) {
        inQuery.add(parameter.name());
      }
    }
    for (String name : url.queryParameterNames()) {
      if (!inQuery.contains(name) && !isKey(name)) {
        violations.add(Kind.UNKNOWN_PARAMETER, name, "no such query parameter");
      }
    }
  }

  private boolean isKey(String queryParameter) {
    return document.securitySchemes().stream()
        .filter(scheme -> scheme.text("in").filter("query"::equals).isPresent())
        .anyMatch(scheme -> scheme.text("name").filter(queryParameter::equals).isPresent());
  }

  private void parameter(Parameter parameter, RecordedExchange exchange, HttpUrl url) {
    Optional<JsonNode> value = parameter.value(url, exchange.requestHeaders());
    if (value.isPresent()) {
      document
          .validate(parameter.schema(), value.get())
          .forEach(it -> violations.add(Kind.INVALID_PARAMETER, parameter.name(), it.message()));
    } else if (parameter.required()) {
      violations.add(Kind.MISSING_PARAMETER, parameter.name(), "is required");
    }
  }

  private void body(RecordedExchange exchange) {
    SchemaNode body = operation.node().child("requestBody");
    if (exchange.requestBody().size() == 0 && body.exists()) {
      if (body.value().path("required").asBoolean()) {
        violations.add(Kind.MISSING_BODY, "", "must have a body");
      }
      return;
    }
    for (SchemaNode response : operation.node().child("responses").children().values()) {
      int most = response.value().path("x-max-bytes").asInt(Integer.MAX_VALUE);
      if (exchange.requestBody().size() > most) {
        violations.add(Kind.INVALID_BODY, "", "must have at most " + most + " bytes");
      }
    }
    new BodyValidator(document, violations)
        .validate(body, exchange.requestHeaders(), exchange.requestBody(), schema -> schema);
  }
}
