package net.vimmerse.workflow.contract.cases;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.Operation;
import net.vimmerse.workflow.contract.Place;

/** The parameters of an operation, those of its path item included. */
final class Parameters {
  private Parameters() {}

  static Collection<Place> of(Operation operation) {
    Map<String, Place> parameters = new LinkedHashMap<>();
    for (Place holder : List.of(operation.pathItem(), operation.place())) {
      for (Place parameter : holder.child("parameters").items()) {
        parameters.put(
            parameter.text("in").orElse("") + " " + parameter.text("name").orElse(""), parameter);
      }
    }
    return parameters.values();
  }

  /** A text as it stands in a path or a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
