// Display names of things that have no name of their own.

import { apiKeyOf } from './api-keys.js';
import { words } from './format.js';
import { state } from './state.js';

/** The title of a workflow, or the label of its template; the template's id until the document is loaded. */
export function workflowLabel({ title, template }) {
  return title || (state.api?.templates.find(({ id }) => id === template)?.label ?? words(template));
}

/** The API key of a namespace, shortened if long; the beginning of the namespace's name if the key is unknown. */
export function namespaceLabel(namespace) {
  const key = apiKeyOf(namespace);
  if (!key) {
    return namespace.slice(0, 8);
  }
  return key.length <= 16 ? key : key.slice(0, 6) + '…';
}
