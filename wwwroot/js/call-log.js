// @ts-check
/*
 * A list that must not move under someone's eyes: while it is in use (scrolled, a row open, the pointer or focus in it) a change waits
 * behind a button, and comes in when the list is at rest.
 */

const atRestAfter = 3000;
/** @type {WeakMap<Element, number>} */
const pointedAt = new WeakMap();
const button = /** @type {HTMLButtonElement} */ (document.getElementById('new-calls'));
const words = button.textContent;

/** What scrolls it. @param {Element} list */
const scrollerOf = (list) => list.closest('.split > *') ?? document.getElementById('scroller');

/** @param {Element} list */
function inUse(list) {
  return (
    (scrollerOf(list)?.scrollTop ?? 0) > 0 ||
    list.querySelector('details[open]') !== null ||
    (list.contains(document.activeElement) && list.querySelector(':focus-visible') !== null) ||
    (list.matches(':hover') && Date.now() - (pointedAt.get(list) ?? 0) < atRestAfter)
  );
}

/** @type {Element | undefined} */
let waiting;
let asked = false;

document.addEventListener(
  'live',
  (e) => {
    const list = /** @type {Element} */ (e.target);
    if (!list.hasAttribute('data-calm') || asked || !inUse(list)) return;
    e.stopImmediatePropagation();
    waiting = list;
    button.textContent = list.getAttribute('data-calm') || words;
    button.hidden = false;
  },
  true,
);

function letIn() {
  const list = waiting;
  waiting = undefined;
  button.hidden = true;
  if (!list?.isConnected) return;
  asked = true;
  list.dispatchEvent(new CustomEvent('live'));
  asked = false;
}

button.addEventListener('click', () => {
  const scroller = waiting && scrollerOf(waiting);
  if (scroller) scroller.scrollTop = 0;
  letIn();
});
document.addEventListener('pointermove', (e) => {
  const list = e.target instanceof Element ? e.target.closest('[data-calm]') : null;
  if (list) pointedAt.set(list, Date.now());
});
setInterval(() => waiting && !inUse(waiting) && letIn(), 1000);
