package net.vimmerse.workflow.contract.cases;

import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;

/** Requests whose key is missing or is not where it belongs. */
record SecurityCases(Document document, CaseBuilder draft) {
  private static final String NOT_A_KEY = "not-a-key";

  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (SchemaNode alternative : security().items()) {
      for (String scheme : alternative.children().keySet()) {
        SchemaNode key = document.component("securitySchemes", scheme);
        if (key.text("in").filter("header"::equals).isPresent()) {
          cases.addAll(of(key, key.text("name").orElseThrow()));
        }
      }
    }
    return cases;
  }

  private SchemaNode security() {
    SchemaNode own = draft.operation().place().child("security");
    return own.exists() ? own : document.root().child("security");
  }

  private List<Case> of(SchemaNode scheme, String header) {
    Headers headers = draft.request().headers();
    String target = draft.request().target();
    String query = (target.contains("?") ? "&" : "?") + header + "=" + NOT_A_KEY;
    return List.of(
        refused(scheme, header, "missing", headers, target),
        refused(scheme, header, "empty", headers.newBuilder().set(header, "").build(), target),
        refused(scheme, header, "in the query", headers, target + query),
        refused(
            scheme,
            header,
            "as a bearer token",
            headers.newBuilder().set("Authorization", "Bearer " + NOT_A_KEY).build(),
            target));
  }

  private Case refused(
      SchemaNode scheme, String header, String what, Headers headers, String target) {
    CaseRequest request =
        new CaseRequest(draft.request().method(), target, headers, false, draft.request().body());
    Subject subject = CaseBuilder.subject(scheme, header, "security");
    return draft.of(subject, what, request, draft.refusals().refused("security", List.of()));
  }
}
