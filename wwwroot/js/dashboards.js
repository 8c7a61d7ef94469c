// @ts-check
// The dashboard: arrows from the search field into the list, and while it is arranged its widgets are dragged, or moved with the arrows from their handle. What is
// arranged stands in the address alone: each step leads to the next one, and the focus goes along.

const page = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-dashboard]'));
const arranging = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-arranges]'));
const columns = () => /** @type {HTMLElement[]} */ ([...(arranging()?.querySelectorAll('.col') ?? [])]);
const widgetsIn = (/** @type {Element} */ column) => /** @type {HTMLElement[]} */ ([...column.querySelectorAll(':scope > [data-widget]')]);

/* ---- rows ---- */

document.addEventListener('keydown', (e) => {
  const at = e.target instanceof HTMLElement ? e.target : null;
  if (!at || (e.key !== 'ArrowDown' && e.key !== 'ArrowUp')) return;
  const field = /** @type {HTMLElement | null} */ (page()?.querySelector('[data-to-rows]') ?? null);
  const rows = /** @type {HTMLElement[]} */ ([...(document.getElementById(field?.dataset.toRows ?? '')?.querySelectorAll('[data-row]') ?? [])]);
  const from = at === field ? -1 : rows.indexOf(at);
  if (!field || (at !== field && from < 0)) return;
  const next = e.key === 'ArrowDown' ? rows[from + 1] : from > 0 ? rows[from - 1] : field;
  e.preventDefault();
  next?.focus();
});

/* ---- arranging ---- */

/** The widget that was moved or added: its handle has the focus on the next page. */
let moved = '';

/** Leads to the page of what stands where now. */
function go() {
  const written = columns().map((column) => widgetsIn(column).map((widget) => widget.dataset.widget).join('.')).join('~');
  const link = document.createElement('a');
  link.href = `${arranging()?.dataset.movedTo}?w=${written}`;
  link.dataset.arranging = '';
  link.hidden = true;
  arranging()?.append(link);
  /** @type {any} */ (globalThis).htmx.process(link);
  link.click();
}

document.addEventListener('click', (e) => {
  const link = /** @type {Element} */ (e.target).closest('[data-arranging]');
  if (link instanceof HTMLElement && link.dataset.arranging) moved = link.dataset.arranging;
});

document.addEventListener('keydown', (e) => {
  const grip = e.target instanceof Element ? e.target.closest('[data-grip]') : null;
  const step = /** @type {Record<string, string>} */ ({ ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right' })[e.key];
  if (!grip || !step) return;
  e.preventDefault();
  /** @type {HTMLElement | null} */ (grip.closest('header')?.querySelector(`[data-step=${step}]`) ?? null)?.click();
});

/** @type {{ widget: HTMLElement, before: string } | null} */
let drag = null;
const order = () => columns().map((column) => widgetsIn(column).map((widget) => widget.dataset.widget).join()).join('~');

document.addEventListener('pointerdown', (e) => {
  const grip = /** @type {Element} */ (e.target).closest('[data-grip]');
  const widget = /** @type {HTMLElement | null} */ (grip?.closest('[data-widget]') ?? null);
  if (!grip || !widget || e.button !== 0) return;
  drag = { widget, before: order() };
});

document.addEventListener('pointermove', (e) => {
  if (!drag) return;
  const { widget } = drag;
  const under = document.elementFromPoint(e.clientX, e.clientY);
  const column = under?.closest('.dash--e > .col');
  if (!column || widget.contains(under)) return;
  widget.classList.add('drag');
  const below = widgetsIn(column).find((other) => other !== widget && e.clientY < other.getBoundingClientRect().top + other.offsetHeight / 2);
  const place = below ?? column.querySelector(':scope > .drop');
  if (widget.parentElement !== column || widget.nextElementSibling !== place) column.insertBefore(widget, place ?? null);
});

/** @param {Event} e */
function drop(e) {
  if (!drag) return;
  const { widget, before } = drag;
  drag = null;
  widget.classList.remove('drag');
  if (order() === before) return;
  setTimeout(() => {
    moved = widget.dataset.widget ?? '';
    if (e.type === 'pointerup') go();
  });
}
document.addEventListener('pointerup', drop);
document.addEventListener('pointercancel', drop);

document.addEventListener('htmx:after:swap', () => {
  const at = arranging();
  if (!moved || !at) return;
  const widget = /** @type {HTMLElement | null} */ (at.querySelector(`[data-widget="${moved}"]`));
  const status = document.getElementById('arranged-status');
  moved = '';
  if (!widget || !status) return;
  /** @type {HTMLElement | null} */ (widget.querySelector('[data-grip]'))?.focus();
  const all = widgetsIn(/** @type {Element} */ (widget.parentElement));
  const words = [widget.querySelector('h2')?.textContent, columns().indexOf(/** @type {HTMLElement} */ (widget.parentElement)) ? status.dataset.right : status.dataset.left, all.indexOf(widget) + 1, all.length];
  status.textContent = (status.dataset.words ?? '').replace(/\{(\d)\}/g, (_, n) => String(words[Number(n)]));
});

/* ---- leaving what is not saved ---- */

const isChanged = () => arranging()?.dataset.arranges === 'changed';
/** @type {HTMLElement | null} */
let leaving = null;

document.addEventListener('click', (e) => {
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (e.target).closest('a[href]'));
  if (!link || !isChanged() || link.matches('[data-arranging], [data-leaves], [target=_blank]') || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  e.stopPropagation();
  leaving = link;
  /** @type {HTMLDialogElement} */ (document.getElementById('unsaved')).showModal();
}, true);

document.addEventListener('click', (e) => {
  const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (e.target).closest('#unsaved button'));
  if (!button) return;
  /** @type {HTMLDialogElement} */ (button.closest('dialog')).close();
  const at = arranging();
  if (button.value !== 'leave' || !at) return;
  at.dataset.arranges = 'left';
  leaving?.click();
});

addEventListener('beforeunload', (e) => {
  if (isChanged()) e.preventDefault();
});

export {};
