// @ts-check
/*
 * What there is to say about the line and the microphone, on top of the page. The banners come with the layout
 * (OpenLine/_LineBanners.cshtml), so in the user's language; navigation swaps `<main>`, and they come along.
 */

/** @typedef {'microphone-ask' | 'microphone-denied' | 'line-problem'} Banner */

/** @type {Map<string, HTMLElement>} */
const shown = new Map();

/**
 * @param {Banner} name
 * @param {boolean} show
 * @param {string} [text]
 */
export function banner(name, show, text) {
  const element = shown.get(name) ?? document.getElementById(name);
  if (!element) return;
  if (text) element.querySelector('.gr')?.replaceChildren(text);
  element.hidden = !show;
  if (show) shown.set(name, element);
  place();
}

function place() {
  const main = document.getElementById('main');
  for (const element of [...shown.values()].reverse()) {
    if (element.parentElement !== main) main?.prepend(element);
  }
}

document.addEventListener('htmx:after:swap', place);
