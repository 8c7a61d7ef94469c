// @ts-check
// What colleagues are doing, rung, in a call or in which status, wherever they stand on the page, is kept up while it changes (M10-05, M4.4-05).
import { askOf } from './people.js';

/** @typedef {{ id: string, disc: string | null, words: string }} State */

const topics = ['lines', 'presence'];
/** A fragment that was asked for before a change may come after it, and say what was before: in ms. */
const late = 5000;
let changedAt = -Infinity;
let asks = false;
let again = false;

document.addEventListener('live:changed', (e) => {
  const changed = /** @type {string[] | null} */ (/** @type {CustomEvent} */ (e).detail);
  if (changed && !changed.some((topic) => topics.includes(topic))) return;
  changedAt = performance.now();
  void refresh();
});
document.addEventListener('htmx:after:swap', () => {
  if (performance.now() - changedAt < late) void refresh();
});

/** One question at a time, so that an older answer never comes after a newer one. */
async function refresh() {
  again = asks;
  if (asks) return;
  asks = true;
  do {
    again = false;
    const shown = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-line-of], [data-words-of]'));
    await askOf('/lines', [...shown].map((place) => place.dataset.lineOf ?? place.dataset.wordsOf ?? ''), show);
  } while (again);
  asks = false;
}

/** @param {State} state */
function show({ id, disc, words }) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-line-of="${id}"]`))) {
    place.hidden = !disc;
    place.dataset.p = disc ?? '';
    place.setAttribute('aria-label', words);
  }
  for (const place of document.querySelectorAll(`[data-words-of="${id}"]`)) place.textContent = words;
}

export {};
