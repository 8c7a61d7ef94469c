// @ts-check
// Fields that leave of a list only what has what is typed in it; what refreshes itself stays filtered.

/** @param {HTMLInputElement} field */
function filter(field) {
  const wanted = plain(field.value.trim());
  for (const row of /** @type {HTMLCollectionOf<HTMLElement>} */ (document.getElementById(field.dataset.filters ?? '')?.children ?? [])) {
    row.hidden = !plain(row.textContent ?? '').includes(wanted);
  }
}

/** "Eva" is found by "éva" too. @param {string} text */
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const fields = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-filters]'));

document.addEventListener('input', (e) => {
  if (e.target instanceof HTMLInputElement && e.target.dataset.filters) filter(e.target);
});
document.addEventListener('htmx:after:swap', () => fields().forEach((field) => field.value && filter(field)));
// Enter takes the first that is left.
document.addEventListener('keydown', (e) => {
  if (!(e.target instanceof HTMLInputElement) || !e.target.dataset.filters || e.key !== 'Enter') return;
  e.preventDefault();
  const first = /** @type {HTMLElement | undefined} */ ([...(document.getElementById(e.target.dataset.filters)?.children ?? [])].find((row) => !(/** @type {HTMLElement} */ (row).hidden)));
  first?.click();
});

export {};
