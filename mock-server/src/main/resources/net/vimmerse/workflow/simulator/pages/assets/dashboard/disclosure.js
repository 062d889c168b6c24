// A part of the page that is rendered only while it is open: a document has hundreds of schemas, a log many requests.

import { html, nothing } from '../lit-html/lit-html.js';
import { update } from './state.js';

const open = new Set();

/**
 * @param content renders the content
 * @param kind a class beside card; may be left out
 */
export function disclosure(id, summary, content, kind = '') {
  return html`<details
    class="card ${kind}"
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
