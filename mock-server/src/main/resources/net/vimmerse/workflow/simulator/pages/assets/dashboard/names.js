// What a workflow is called where it has no title.

import { state } from './store.js';
import { words } from './text.js';

/** Its title, or the label of its template; until the document is read, the template's id in words. */
export function nameOf({ title, template }) {
  return title || (state.api?.templates.find(({ id }) => id === template)?.label ?? words(template));
}
