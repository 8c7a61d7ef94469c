// @ts-check
// A call that rings while nobody looks at ConnectMe is told by the system's own notification (M6.3-02); a click on it brings the page.
import { banner } from './line-banners.js';
import { wakeMe } from './push.js';

const looking = 'connectme-looking';
const later = 'connectme.notices-later';

/* ---- which tab the user looks at ---- */

/** @type {(() => void) | undefined} */
let lookAway;

function look() {
  if (lookAway || !document.hasFocus()) return;
  let away = false;
  lookAway = () => (away = true);
  void navigator.locks.request(looking, { mode: 'shared' }, () => (away ? undefined : new Promise((done) => (lookAway = () => done(undefined)))));
}

/** In this tab or another of ours. */
export async function isLookedAt() {
  return document.hasFocus() || !!(await navigator.locks.query()).held?.some((lock) => lock.name === looking);
}

addEventListener('focus', look);
addEventListener('blur', () => {
  lookAway?.();
  lookAway = undefined;
});
look();

/* ---- the notice ---- */

/** Told by the tab that rings, for as long as it rings and nobody looks. */
export class RingNotice {
  #text = '';
  /** @type {Notification | undefined} */
  #shown;

  constructor() {
    addEventListener('focus', () => this.#close());
    addEventListener('blur', () => void this.#show());
  }

  /** @param {string} text who calls; empty: nobody any more */
  follow(text) {
    this.#text = text;
    if (text) void this.#show();
    else this.#close();
  }

  async #show() {
    if (!this.#text || !('Notification' in window) || Notification.permission !== 'granted' || (await isLookedAt()) || !this.#text || this.#shown) return;
    const body = document.getElementById('words')?.dataset.ringingClick;
    try {
      this.#shown = new Notification(this.#text, { body, tag: 'connectme-call', icon: '/icons/favicon-ringing.svg', requireInteraction: true });
    } catch (e) {
      console.info('notice:', e); // mobile browsers take them from a service worker only
      return;
    }
    this.#shown.addEventListener('click', () => {
      window.focus();
      this.#close();
      /** @type {HTMLElement | null} */ (document.querySelector('#call-widget [data-state=incoming]'))?.focus();
    });
    this.#shown.addEventListener('close', () => (this.#shown = undefined));
  }

  #close() {
    this.#shown?.close();
    this.#shown = undefined;
  }
}

/* ---- may we ---- */

const ask = /** @type {HTMLElement} */ (document.getElementById('notices-ask'));
const showAsk = () => banner('notices-ask', 'Notification' in window && Notification.permission === 'default' && !localStorage.getItem(later));

ask.addEventListener('click', async (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  if (!button) return;
  if (button.value === 'later') localStorage.setItem(later, 'yes');
  else if ((await Notification.requestPermission()) === 'granted') wakeMe();
  showAsk();
});
showAsk();
