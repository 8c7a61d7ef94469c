// @ts-check
// How people look and what they say of themselves, wherever it stands on the page, is kept up while it changes (M4.6-02, M14.1-01, M10-05).
import { askOf } from './people.js';

/** @typedef {{ id: string, photo: string | null, note: string }} Face */

document.addEventListener('live:changed', (e) => {
  const topics = /** @type {string[] | null} */ (/** @type {CustomEvent} */ (e).detail);
  const changed = topics?.filter((topic) => topic.startsWith('face-')).map((topic) => topic.slice(5));
  const shown = [...document.querySelectorAll('[data-face-of], [data-note-of]')].map(idOf);
  void askOf('/people/faces', shown.filter((id) => changed?.includes(id) ?? true), show);
});

/** @param {Element} element */
function idOf(element) {
  const { faceOf, noteOf } = /** @type {HTMLElement} */ (element).dataset;
  return faceOf ?? noteOf ?? '';
}

/** @param {Face} face */
function show({ id, photo, note }) {
  for (const disc of document.querySelectorAll(`.av[data-face-of="${id}"]`)) {
    const image = disc.querySelector('img');
    if (!photo) image?.remove();
    else if (image) image.src = photo;
    else disc.prepend(Object.assign(document.createElement('img'), { alt: '', src: photo }));
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-note-of="${id}"]`))) {
    if (place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement) {
      if (place !== document.activeElement) place.value = note;
      continue;
    }
    place.textContent = note || (place.dataset.else ?? '');
  }
}

export {};
