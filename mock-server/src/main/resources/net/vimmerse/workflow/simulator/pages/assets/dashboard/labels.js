// Display names of things that have no name of their own.

import { apiKeyOf, nameOf, publishedKeyOf } from './api-keys.js';

/** The title of a workflow, or the label of its template. */
export function workflowLabel({ title, label }) {
  return title || label;
}

/**
 * The name that the user gave a namespace, or its API key, shortened if long and not published; the
 * beginning of the namespace's name if neither is known.
 */
export function namespaceLabel(namespace) {
  const published = publishedKeyOf(namespace);
  const key = apiKeyOf(namespace);
  const text = nameOf(namespace) ?? published ?? key ?? namespace.slice(0, 8);
  return text.length <= 20 || text === published ? text : text.slice(0, 8) + '…';
}
