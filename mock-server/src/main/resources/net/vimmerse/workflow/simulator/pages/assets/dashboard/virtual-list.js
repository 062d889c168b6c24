// A list of which only the rows in and near the window are rendered, however long it is.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { update } from './state.js';

/** Rows above and below the window, so that they are there before they are scrolled to. */
const SPARE = 6;

/** Browsers cannot show taller elements. */
const MAX_HEIGHT = 15_000_000;

const FIRST_RANGE = { first: 0, last: 24 };

const ranges = new Map();

/** The positions of the first and last row that are rendered. */
export const visibleRange = (id) => ranges.get(id) ?? FIRST_RANGE;

/**
 * A list.
 *
 * @param count the number of all rows
 * @param height the height of a row, in pixels
 * @param at returns the item at a position; undefined if it is not loaded yet
 * @param key returns the identity of an item
 * @param row renders the content of a row; receives undefined for an item that is not loaded yet
 */
export function virtualList({ id, label, count, height, at, key, row }) {
  const shown = Math.min(count, Math.floor(MAX_HEIGHT / height));
  const { first, last } = visibleRange(id);
  const positions = Array.from({ length: Math.max(0, Math.min(shown - 1, last) - first + 1) }, (_, i) => first + i);
  return html`<ul
      class="rows"
      role="list"
      aria-label=${label}
      data-virtual=${id}
      data-height=${height}
      .style=${`block-size: ${shown * height}px`}
    >
      ${repeat(
        positions,
        (position) => key(at(position)) ?? `at ${position}`,
        (position) =>
          html`<li
            aria-setsize=${count}
            aria-posinset=${position + 1}
            .style=${`inset-block-start: ${position * height}px; block-size: ${height}px`}
          >
            ${row(at(position))}
          </li>`,
      )}
    </ul>
    ${shown < count ? html`<p class="hint">The list ends here; search for older ones.</p>` : nothing}`;
}

/** Renders other rows if the lists were scrolled; calls the listener if so. */
export function followScrolling(onScrolled) {
  for (const list of document.querySelectorAll('[data-virtual]')) {
    const { virtual: id, height } = list.dataset;
    const top = list.getBoundingClientRect().top;
    const window = list.closest('.scrolls')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    const first = Math.max(0, Math.floor((Math.max(window.top, 0) - top) / height) - SPARE);
    const last = Math.max(first, Math.ceil((Math.min(window.bottom, innerHeight) - top) / height) + SPARE);
    const known = visibleRange(id);
    // Rendering every few rows is enough.
    if (Math.abs(known.first - first) >= SPARE / 2 || Math.abs(known.last - last) >= SPARE / 2) {
      ranges.set(id, { first, last });
      update();
      onScrolled();
    }
  }
}

/** Scrolls a row into the window, unless it is there. */
export function reveal(id, position) {
  const list = document.querySelector(`[data-virtual='${id}']`);
  if (!list?.checkVisibility()) {
    return;
  }
  const height = Number(list.dataset.height);
  const scroller = [list.closest('.scrolls'), document.scrollingElement].find(
    (each) => each && each.scrollHeight > each.clientHeight && getComputedStyle(each).overflowY !== 'visible',
  ) ?? document.scrollingElement;
  const frame = scroller === document.scrollingElement ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  const top = list.getBoundingClientRect().top + position * height;
  if (top < frame.top || top + height > frame.bottom) {
    scroller.scrollTop += top - (frame.top + frame.bottom) / 2;
  }
}
