// @ts-check
// What the settings pages need beyond htmx: a filter over a list, dialogs, copying, fields that show others, and where the focus goes.
import { chordOf } from './shortcuts.js';

document.addEventListener('click', (e) => {
  const target = /** @type {Element} */ (e.target);
  const opens = /** @type {HTMLElement | null} */ (target.closest('[data-opens]'));
  if (opens) {
    /** @type {HTMLElement | null} */ (opens.closest('[popover]'))?.hidePopover();
    /** @type {HTMLDialogElement} */ (document.getElementById(opens.dataset.opens ?? '')).showModal();
  }
  if (target.closest('[data-closes]')) target.closest('dialog')?.close();
  const copies = /** @type {HTMLElement | null} */ (target.closest('[data-copy]'));
  if (copies) copy(copies);
});

/** Without HTTPS there is no clipboard: then the text is selected, to be copied by hand. @param {HTMLElement} button */
async function copy(button) {
  const source = /** @type {HTMLElement} */ (document.getElementById(button.dataset.copy ?? ''));
  try {
    await navigator.clipboard.writeText(source.textContent ?? '');
  } catch {
    getSelection()?.selectAllChildren(source);
    return;
  }
  button.querySelector('use')?.setAttribute('href', (button.querySelector('use')?.getAttribute('href') ?? '').replace('#copy', '#check'));
  const said = document.getElementById('copied');
  if (said) said.textContent = said.dataset.words ?? '';
}

document.addEventListener('input', (e) => {
  const field = /** @type {HTMLInputElement} */ (e.target);
  if (field.dataset?.filter) filter(field);
});

/** @param {HTMLInputElement} field */
function filter(field) {
  const wanted = field.value.trim().toLowerCase();
  const digits = wanted.replace(/[\s().+-]/g, '');
  for (const row of document.querySelectorAll(`${field.dataset.filter} tbody > tr`)) {
    const text = (row.textContent ?? '').toLowerCase();
    const found = text.includes(wanted) || (/^\d+$/.test(digits) && text.replace(/\D/g, '').includes(digits.replace(/^0/, '')));
    /** @type {HTMLElement} */ (row).hidden = !found;
  }
}

document.addEventListener('change', (e) => {
  const field = /** @type {HTMLSelectElement} */ (e.target);
  for (const part of document.querySelectorAll(`[data-revealed-by="${CSS.escape(field.id)}"]`)) {
    /** @type {HTMLElement} */ (part).hidden = !(/** @type {HTMLElement} */ (part).dataset.revealedAt ?? 'Chosen').split(' ').includes(field.value);
  }
});

document.addEventListener('htmx:after:swap', () => {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-filter]'))) if (field.value) filter(field);
  const next = /** @type {HTMLElement | null} */ (document.querySelector('main .form [aria-invalid=true], main [data-focus]'));
  if (next && !pressing && !document.activeElement?.matches('input, select, textarea')) next.focus();
});

/* ---- numbers on other pages ---- */

document.addEventListener('click', (e) => {
  if (!(/** @type {Element} */ (e.target).closest('[data-takes-links]'))) return;
  for (const scheme of ['tel', 'sip']) navigator.registerProtocolHandler(scheme, `${location.origin}/calls?call=%s`);
});

/* ---- own shortcuts: press on the keys, then the new ones ---- */

/** @type {HTMLElement | undefined} */
let pressing;

document.addEventListener('click', (e) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest('[data-shortcut]'));
  stopPressing();
  if (!button) return;
  pressing = button;
  button.dataset.keys = button.innerHTML;
  const words = document.createElement('span');
  words.className = 'tag tag--a';
  words.textContent = /** @type {HTMLElement} */ (button.closest('[data-pressing]')).dataset.pressing ?? '';
  button.replaceChildren(words);
});

function stopPressing() {
  if (pressing?.dataset.keys) pressing.innerHTML = pressing.dataset.keys;
  pressing = undefined;
}

document.addEventListener('focusout', (e) => e.target === pressing && stopPressing());

// Before the page's own keys, which must not do now what is pressed.
document.addEventListener(
  'keydown',
  (e) => {
    if (!pressing || ['Alt', 'Shift', 'Control', 'Meta', 'AltGraph'].includes(e.key)) return;
    if (e.key === 'Tab') return stopPressing();
    e.preventDefault();
    e.stopImmediatePropagation();
    const button = pressing;
    stopPressing();
    if (e.key === 'Escape') return;
    const keys = `${e.ctrlKey ? 'Control+' : ''}${chordOf(e)}`;
    const form = /** @type {HTMLFormElement} */ (document.getElementById('new-keys'));
    /** @type {HTMLInputElement} */ (form.elements.namedItem('action')).value = button.dataset.shortcut ?? '';
    /** @type {HTMLInputElement} */ (form.elements.namedItem('keys')).value = keys;
    form.requestSubmit();
  },
  true,
);
