// @ts-check
// Who is rung or in a call: the server's answer is put on the discs of colleagues, wherever they stand (M10-05).

/** @param {Element} list */
function show(list) {
  const states = /** @type {HTMLDataElement[]} */ ([...list.querySelectorAll('data')]);
  for (const disc of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-line-of]'))) {
    const state = states.find((one) => one.value === disc.dataset.lineOf);
    disc.hidden = !state;
    disc.dataset.p = state?.dataset.p ?? '';
    disc.setAttribute('aria-label', state?.textContent ?? '');
  }
}

document.addEventListener('htmx:after:swap', () => {
  for (const list of document.querySelectorAll('[data-lines]:has(data)')) {
    show(list);
    list.replaceChildren(); // what comes later on the page is as new as its own answer
  }
});

export {};
