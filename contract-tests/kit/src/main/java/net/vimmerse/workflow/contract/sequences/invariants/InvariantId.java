package net.vimmerse.workflow.contract.sequences.invariants;

/** The invariants. Reports and scripts refer to their keys, which do not change. */
public enum InvariantId {
  RESPONSES_CONFORM("responses-conform-to-document", "No exchange violates the document."),
  KEYS_ISOLATED(
      "keys-are-isolated",
      "Only its owner can read, update or delete a workflow, or see that it exists."),
  DELETED_IS_GONE("deleted-is-gone", "A deleted workflow cannot be read, updated or deleted."),
  CREATED_IS_READABLE(
      "created-is-readable", "A workflow can be read from its creation until it is deleted."),
  VALID_REQUESTS_SUCCEED("valid-requests-succeed", "A valid request succeeds."),
  CREATED_AS_REQUESTED(
      "created-as-requested", "The response repeats what was sent, with the defaults of the rest."),
  IDS_UNIQUE("ids-are-unique", "No two workflows have the same id."),
  UPDATES_TAKE_EFFECT(
      "updates-take-effect", "A property that an update names has the value that was sent."),
  UPDATE_ADVANCES_UPDATED_AT(
      "update-advances-updated-at",
      "After an update, the timestamp of the latest change is not before the update."),
  READS_HAVE_NO_EFFECT(
      "reads-have-no-effect",
      "While the clock stands still, a read or delete returns the known state."),
  TEMPLATE_LIST_CONSTANT(
      "template-list-is-constant", "Lists that depend on no workflow do not change."),
  STATUS_FOLLOWS_TRANSITIONS(
      "status-follows-transitions", "A status is followed only by the documented ones."),
  PERCENTAGE_NEVER_FALLS("percentage-never-falls", "A rising property never decreases."),
  COMPLETIONS_ONLY_GROW("completions-only-grow", "A growing list keeps its items, in their order."),
  OUTCOME_ONLY_ON_SUCCESS(
      "outcome-only-on-success",
      "There is an outcome, and the highest percentage, if and only if the workflow has succeeded."),
  FINAL_STATUS_IS_FINAL("final-status-is-final", "After a final status, time changes nothing."),
  UPDATED_AT_NEVER_GOES_BACK(
      "updated-at-never-goes-back", "The timestamp of the latest change never decreases."),
  OTHER_PROPERTIES_CONSTANT(
      "other-properties-are-constant",
      "Any other property changes only by an update that names it."),
  WEBHOOK_CONFORMS(
      "webhook-conforms-to-document",
      "Method, content type and body of a webhook are the documented ones."),
  NO_WEBHOOK_AFTER_DELETE("no-webhook-after-delete", "A deleted workflow sends no webhook."),
  WEBHOOK_ONLY_AFTER_FINAL_STATUS(
      "webhook-only-after-final-status", "A workflow that sends a webhook has a final status."),
  WEBHOOK_MATCHES_STATE("webhook-matches-state", "A webhook contains what can be read."),
  WEBHOOK_SENT_ONCE("webhook-is-sent-once", "A webhook that was received is not repeated."),
  FINAL_STATUS_SENDS_WEBHOOK(
      "final-status-sends-webhook",
      "A workflow with a final status has sent the webhook that was requested."),
  EVERY_REQUEST_GETS_RESPONSE(
      "every-request-gets-response", "Each request gets a complete response."),
  ENDS_IN_TIME("ends-in-time", "A workflow ends within the time that was given for it.");

  private final String key;
  private final String sentence;

  InvariantId(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  /** Returns the stable identifier, such as {@code deleted-is-gone}. */
  public String key() {
    return key;
  }

  /** Returns a description. */
  public String sentence() {
    return sentence;
  }
}
