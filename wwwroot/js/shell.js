// @ts-check
// The frame around the pages: banners, the line's sign, theme, and what a navigation leaves to be done.

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = (id) => /** @type {T} */ (document.getElementById(id));
const words = byId('words');

/* ---- what there is to say ---- */

let toastTimer = 0;

/** Eight seconds at the top right. @param {string} text */
export function toast(text) {
  const element = byId('toast');
  element.firstElementChild?.replaceChildren(text);
  element.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (element.hidden = true), 8000);
}

export function showSignedOut() {
  showServerBack();
  byId('signed-out').hidden = false;
  forgetCalls();
}

/** With the session the server ends its line and its calls, and we may not ask for them any more. */
function forgetCalls() {
  if (byId('signed-out').hidden || !['idle', 'lost'].includes(document.documentElement.dataset.lineState ?? '')) return;
  byId('calls').replaceChildren();
  document.dispatchEvent(new CustomEvent('calls:gone'));
}

let countdown = 0;

/** @param {number} retryAt @param {() => void} retry */
export function showServerAway(retryAt, retry) {
  const banner = byId('server-away');
  const text = /** @type {HTMLElement} */ (banner.querySelector('.gr'));
  const say = () => {
    const seconds = Math.ceil((retryAt - Date.now()) / 1000);
    text.textContent = seconds > 0 ? (words.dataset.again ?? '').replace('{0}', String(seconds)) : (words.dataset.away ?? '');
  };
  clearInterval(countdown);
  countdown = setInterval(say, 1000);
  say();
  /** @type {HTMLButtonElement} */ (banner.querySelector('button')).onclick = retry;
  banner.hidden = false;
  byId('main').classList.add('stale');
}

export function showServerBack() {
  clearInterval(countdown);
  byId('server-away').hidden = true;
  byId('main').classList.remove('stale');
}

/* ---- the line (B2) ---- */

const shapes = /** @type {Record<string, string>} */ ({ ready: 'ok', 'other-tab': 'ok', connecting: 'away', 'no-microphone': 'away', lost: 'bad' });

/** Which way sound goes is told too: by TCP it may stutter, and somebody can do something about it. @param {string} state */
function showLine(state) {
  const { lineOver: over, linePort: port = '' } = document.documentElement.dataset;
  const say = (/** @type {string} */ name) => byId('line').getAttribute(`data-${name}`)?.replace('{0}', port);
  const way = state === 'ready' && over ? `ready-${over}` : state;
  const short = (way === 'ready-tcp' && say(way)) || say(state) || '';
  const text = say(`${way}-why`) ?? say(way) ?? short;
  byId('line-words').textContent = short;
  byId('line-status').textContent = state === 'connecting' ? '' : way === 'ready-tcp' ? text : short;
  for (const sign of document.querySelectorAll('[data-line-sign]')) {
    const shape = /** @type {HTMLElement} */ (sign.querySelector('.pres'));
    shape.dataset.p = shapes[state] ?? 'off';
    shape.setAttribute('aria-label', text);
    sign.setAttribute('title', text);
  }
}

document.addEventListener('line:state', (e) => {
  showLine(/** @type {CustomEvent} */ (e).detail);
  forgetCalls();
});
document.addEventListener('line:over', () => showLine(document.documentElement.dataset.lineState ?? ''));
if (document.documentElement.dataset.lineState) showLine(document.documentElement.dataset.lineState);

/* ---- theme ---- */

const theme = byId('theme');
const themes = /** @type {HTMLButtonElement[]} */ ([...theme.querySelectorAll('button')]);

/** @param {HTMLButtonElement} chosen */
function choose(chosen) {
  for (const button of themes) {
    button.setAttribute('aria-checked', String(button === chosen));
    button.tabIndex = button === chosen ? 0 : -1;
  }
  chosen.focus();
  document.documentElement.dataset.theme = chosen.value;
  document.cookie = `connectme-theme=${chosen.value}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

theme.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  if (button) choose(button);
});
theme.addEventListener('keydown', (e) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
  const at = themes.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  if (!step || at < 0) return;
  e.preventDefault();
  choose(/** @type {HTMLButtonElement} */ (themes[(at + step + themes.length) % themes.length]));
});

/* ---- after a navigation: <main> is another page ---- */

document.addEventListener('htmx:after:swap', (e) => {
  const { ctx } = /** @type {CustomEvent} */ (e).detail;
  if (ctx?.target?.id !== 'main' || !ctx.request.headers['HX-Boosted']) return;
  byId('scroller').scrollTop = 0;
  byId('main').focus({ preventScroll: true });
});

function markCurrent() {
  const mark = (/** @type {Element} */ link, /** @type {boolean} */ isCurrent) =>
    isCurrent ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  for (const link of document.querySelectorAll('#nav a, #pop-more a')) {
    const { dataset, pathname } = /** @type {HTMLAnchorElement} */ (link);
    mark(link, location.pathname.startsWith(dataset.section ?? pathname));
  }
  mark(byId('nav-more'), document.querySelector('#pop-more [aria-current]') !== null);
}

document.addEventListener('htmx:after:history:update', markCurrent);
addEventListener('popstate', markCurrent);

// A link of a popover that loads <main> leaves the popover.
document.addEventListener('click', (e) => {
  const link = /** @type {Element} */ (e.target).closest('[popover] a[hx-boost]');
  /** @type {HTMLElement | null | undefined} */ (link?.closest('[popover]'))?.hidePopover();
});

// A form that is all of a popover leaves it once it is sent.
document.addEventListener('submit', (e) => {
  const form = /** @type {Element} */ (e.target);
  if (form.matches('[popover] > form[data-once]')) /** @type {HTMLElement} */ (form.parentElement).hidePopover();
});

// Arrows move within a group of options (APG radio group); Enter and Space choose.
document.addEventListener('keydown', (e) => {
  const option = /** @type {Element} */ (e.target).closest('.pop [role=radio]:is(.opt, .dur > *)');
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key];
  if (!option || !step) return;
  e.preventDefault();
  const options = /** @type {HTMLElement[]} */ ([...(option.parentElement?.children ?? [])]);
  options[(options.indexOf(/** @type {HTMLElement} */ (option)) + step + options.length) % options.length]?.focus();
});

// A popover's button says whether it is open, and its first choice gets the focus.
document.addEventListener(
  'toggle',
  (e) => {
    const pop = /** @type {HTMLElement} */ (e.target);
    if (!pop.matches('[popover]')) return;
    const open = String(pop.matches(':popover-open'));
    for (const button of document.querySelectorAll(`[popovertarget="${pop.id}"]:not([data-plan])`)) button.setAttribute('aria-expanded', open);
    if (open === 'true') /** @type {HTMLElement | null} */ (pop.querySelector('[data-first]'))?.focus();
  },
  true,
);
