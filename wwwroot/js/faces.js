// @ts-check
// How people look and what they say of themselves, wherever it stands on the page, is kept up while it changes (M4.6-02, M14.1-01, M10-05).

/** @typedef {{ id: string, photo: string | null, note: string }} Face */

const most = 100; // of one question

document.addEventListener('live:changed', (e) => {
  const topics = /** @type {string[] | null} */ (/** @type {CustomEvent} */ (e).detail);
  const changed = topics?.filter((topic) => topic.startsWith('face-')).map((topic) => topic.slice(5));
  const shown = new Set([...document.querySelectorAll('[data-face-of], [data-note-of]')].map(idOf));
  const wanted = [...shown].filter((id) => changed?.includes(id) ?? true);
  for (let at = 0; at < wanted.length; at += most) void refresh(wanted.slice(at, at + most));
});

/** @param {Element} element */
function idOf(element) {
  const { faceOf, noteOf } = /** @type {HTMLElement} */ (element).dataset;
  return faceOf ?? noteOf ?? '';
}

/** @param {string[]} people */
async function refresh(people) {
  try {
    const answer = await fetch(`/people/faces?${new URLSearchParams(people.map((id) => ['of', id]))}`, { headers: { 'HX-Request': 'true' } });
    if (answer.ok) for (const face of /** @type {Face[]} */ (await answer.json())) show(face);
  } catch (e) {
    console.info('faces:', e); // the server is away: when it is back all are asked for again
  }
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
    if (place.matches('.tag')) place.hidden = !note;
  }
}

export {};
