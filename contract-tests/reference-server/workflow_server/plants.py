"""Differences from the published API that a contract test must find, one name each."""

PLANTS = {
    "template-missing": "one template is unknown to the server",
    "template-extra": "the list has a template that the page does not name",
    "status-queued": "a workflow is 'queued' before it is 'processing'",
    "renamed-property": "progress_percentage is called progress",
    "timestamp-format": "timestamps are Unix times in seconds",
    "status-400": "invalid requests get 400 in place of 422",
    "no-envelope": "workflows come without the envelope",
    "progress-back": "progress falls to 0 at every second read",
    "webhook-body": "the webhook has id in place of workflow_id",
    "lost-update": "updates are acknowledged and forgotten",
    "foreign-readable": "every key reads the workflows of all keys",
    "wrong-price": "one template costs twice its price",
    "slow": "every workflow takes a minute longer",
}
