package net.vimmerse.workflow.contract.cases;

import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;

/** Cases whose API key is missing or in the wrong part of the request. */
record SecurityCases(CaseBuilder builder) {
  private static final String NOT_A_KEY = "not-a-key";

  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (SchemaNode alternative : security().items()) {
      for (String scheme : alternative.children().keySet()) {
        SchemaNode key = builder.document().component("securitySchemes", scheme);
        if (key.text("in").filter("header"::equals).isPresent()) {
          cases.addAll(of(key, key.text("name").orElseThrow()));
        }
      }
    }
    return cases;
  }

  private SchemaNode security() {
    SchemaNode own = builder.operation().node().child("security");
    return own.exists() ? own : builder.document().root().child("security");
  }

  private List<Case> of(SchemaNode scheme, String header) {
    Headers headers = builder.request().headers();
    String target = builder.request().target();
    String query = (target.contains("?") ? "&" : "?") + header + "=" + NOT_A_KEY;
    return List.of(
        rejected(scheme, header, "missing", headers, target),
        rejected(scheme, header, "empty", headers.newBuilder().set(header, "").build(), target),
        rejected(scheme, header, "in the query", headers, target + query),
        rejected(
            scheme,
            header,
            "as a bearer token",
            headers.newBuilder().set("Authorization", "Bearer " + NOT_A_KEY).build(),
            target));
  }

  private Case rejected(
      SchemaNode scheme, String header, String what, Headers headers, String target) {
    CaseRequest request =
        new CaseRequest(
            builder.request().method(), target, headers, false, builder.request().body());
    Subject subject = CaseBuilder.subject(scheme, header, "security");
    return builder.of(subject, what, request, builder.rejected("security", List.of()));
  }
}
