// @ts-check
// The calendar: it begins at the working day, arrows go from half hour to half hour, and the form takes the focus when it comes.

const grid = () => /** @type {HTMLElement | null} */ (document.querySelector('.cal'));
const slots = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.cal .slot')]);
const rows = 48;

/** @type {Element | null} */
let shown = null;

/** Seven o'clock is at the top. */
function begin() {
  const calendar = grid();
  if (!calendar || calendar === shown) return;
  shown = calendar;
  const first = /** @type {HTMLElement | null} */ (calendar.querySelector('.at > .slot.r15'));
  const head = /** @type {HTMLElement | null} */ (calendar.querySelector('.hd'));
  calendar.scrollTop = (first?.offsetTop ?? 0) + (first?.parentElement?.offsetTop ?? 0) - (head?.offsetHeight ?? 0);
}

/** @param {HTMLElement} slot */
function reach(slot) {
  for (const other of document.querySelectorAll('.cal .slot[tabindex="0"]')) /** @type {HTMLElement} */ (other).tabIndex = -1;
  slot.tabIndex = 0;
  slot.focus();
}

document.addEventListener('keydown', (e) => {
  const slot = /** @type {HTMLElement} */ (e.target).closest?.('.cal .slot');
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rows, ArrowLeft: -rows }[e.key];
  if (!slot || !step || e.altKey || e.ctrlKey || e.metaKey) return;
  e.preventDefault();
  const all = slots();
  const next = all[all.indexOf(/** @type {HTMLElement} */ (slot)) + step];
  if (next) reach(next);
});

document.addEventListener('htmx:after:swap', (e) => {
  begin();
  const target = /** @type {CustomEvent} */ (e).detail.ctx?.target;
  if (target?.id === 'entry') /** @type {HTMLElement | null} */ (target.querySelector('input, select'))?.focus();
  else if (target?.id === 'entry-form') /** @type {HTMLElement | null} */ (target.querySelector('[aria-invalid=true]'))?.focus();
  else if (target?.id === 'main' && document.activeElement === document.body && grid()) document.getElementById('main')?.focus({ preventScroll: true });
});

// What was filled in before is not seen while the next comes.
document.addEventListener(
  'toggle',
  (e) => {
    const pop = /** @type {HTMLElement} */ (e.target);
    if (pop.id === 'pop-entry' && !pop.matches(':popover-open')) document.getElementById('entry')?.replaceChildren();
  },
  true,
);

begin();

export {};
