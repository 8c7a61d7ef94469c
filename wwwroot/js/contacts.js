// @ts-check
// The contact card: it takes the focus when it opens, and gives it back to its row when it closes.

const card = () => /** @type {HTMLElement | null} */ (document.querySelector('#card > .side'));

/** @type {string | undefined} */
let shown;
/** What had the focus when it opened. @type {Element | null} */
let opener = null;

function close() {
  const row = card()?.id.replace('card-', 'row-');
  card()?.remove();
  shown = undefined;
  if (location.pathname.startsWith('/contacts')) history.replaceState(history.state, '', '/contacts');
  const known = opener?.isConnected ? (opener.checkVisibility() ? opener : opener.closest('.row')?.querySelector('[data-row]')) : null;
  const from = known ?? document.querySelector(`#${CSS.escape(row ?? '')} > a`) ?? document.getElementById('contacts-q');
  /** @type {HTMLElement | null} */ (from)?.focus();
}

document.addEventListener('click', (e) => {
  if (!(/** @type {Element} */ (e.target).closest('[data-closes-card]'))) return;
  e.preventDefault();
  e.stopPropagation();
  close();
}, true);

document.addEventListener('keydown', (e) => {
  if (e.key !== 'Escape' || e.defaultPrevented || !card()?.contains(document.activeElement) || document.querySelector('dialog[open], :popover-open')) return;
  close();
});

document.addEventListener('htmx:after:swap', () => {
  const open = card();
  if (!open || open.id === shown) return;
  shown = open.id;
  opener = document.activeElement?.id ? document.activeElement : null;
  open.focus();
});
shown = card()?.id;

export {};
