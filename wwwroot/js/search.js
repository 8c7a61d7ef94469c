// @ts-check
// The search field of the top bar: a combobox (APG, list autocomplete). The focus stays in the field; arrows choose, Enter calls, the right arrow opens
// the card, Escape closes.
import { contextOf } from './fence.js';

const field = /** @type {HTMLInputElement} */ (document.getElementById('q'));
const pop = /** @type {HTMLElement} */ (document.getElementById('pop-find'));
const results = /** @type {HTMLElement} */ (document.getElementById('find-results'));
const card = /** @type {HTMLAnchorElement} */ (document.getElementById('find-card'));

const options = () => /** @type {HTMLElement[]} */ ([...results.querySelectorAll('[role=option]')]);
const chosen = () => /** @type {HTMLElement | null} */ (results.querySelector('[aria-selected=true]'));
const typed = () => field.value.trim();
const isAnswered = () => document.getElementById('found-count')?.dataset.typed === typed();

/** Enter was pressed before the answer to what was typed came. */
let callsWhenFound = false;

/** @param {HTMLElement | undefined} option */
function choose(option) {
  chosen()?.setAttribute('aria-selected', 'false');
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) field.setAttribute('aria-activedescendant', option.id);
  else field.removeAttribute('aria-activedescendant');
}

function show() {
  const wanted = !!typed() && document.activeElement === field && isAnswered();
  if (wanted !== pop.matches(':popover-open')) {
    if (wanted) pop.showPopover({ source: field });
    else pop.hidePopover();
  }
  const list = wanted && options().length > 0;
  field.setAttribute('aria-expanded', String(list));
  field.setAttribute('aria-controls', list ? 'find-list' : 'find-results');
  if (!wanted) choose(undefined);
}

function close() {
  field.value = '';
  callsWhenFound = false;
  results.replaceChildren();
  show();
}

/** @param {HTMLElement | null} option */
function call(option) {
  if (!option) return;
  if (option.dataset.action === 'dial') option.click();
  else open(option);
}

/** @param {HTMLElement | null} option */
function open(option) {
  if (!option?.dataset.card) return;
  card.href = option.dataset.card;
  close();
  field.blur();
  card.click();
}

field.addEventListener('focus', show);
field.addEventListener('blur', show);
field.addEventListener('input', () => {
  callsWhenFound = false;
  if (!typed()) close();
});
pop.addEventListener('pointerdown', (e) => e.preventDefault()); // the focus stays in the field

results.addEventListener('click', (e) => {
  const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest('[role=option]'));
  if (option && option.dataset.action !== 'dial') open(option);
});

field.addEventListener('keydown', (e) => {
  const all = options();
  const at = all.indexOf(/** @type {HTMLElement} */ (chosen()));
  switch (e.key) {
    case 'ArrowDown':
      choose(all[(at + 1) % all.length]);
      break;
    case 'ArrowUp':
      choose(all[(at - 1 + all.length) % all.length]);
      break;
    case 'ArrowRight':
      if (field.selectionEnd !== field.value.length || !chosen()?.dataset.card) return;
      open(chosen());
      break;
    case 'Enter':
      if (isAnswered()) call(chosen());
      else callsWhenFound = !!typed();
      break;
    case 'Escape':
      if (!field.value) field.blur();
      close();
      break;
    default:
      return;
  }
  e.preventDefault();
  e.stopPropagation();
});

document.addEventListener('htmx:after:swap', () => {
  if (!isAnswered() || chosen()) return show();
  choose(options()[0]);
  show();
  if (callsWhenFound) call(chosen());
  callsWhenFound = false;
});

document.addEventListener('htmx:after:request', (e) => {
  const { sourceElement, response } = contextOf(e);
  if (!results.contains(sourceElement) || sourceElement.getAttribute('role') !== 'option' || !response || response.status >= 300) return;
  close();
  field.blur();
});
if (isAnswered() && typed()) choose(options()[0]);
show();
