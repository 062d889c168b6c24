// A part of the page that is rendered only while it is open: a document has hundreds of schemas.

import { html, nothing } from '../lit-html/lit-html.js';
import { update } from '../dashboard/state.js';

const open = new Set();

/** @param content renders the content */
export function disclosure(id, summary, content) {
  return html`<details
    class="card"
    ?open=${open.has(id)}
    @toggle=${({ target }) => {
      if (target.open !== open.has(id)) {
        open[target.open ? 'add' : 'delete'](id);
        update();
      }
    }}
  >
    <summary>${summary}</summary>
    ${open.has(id) ? content() : nothing}
  </details>`;
}
