// @ts-check
import { playsOn } from './audio-choice.js';
import { RingNotice } from './notices.js';

const lock = 'connectme-ringtone';

/** A call that rings in: heard in one tab, seen in the title and icon of all. */
export class Ringing {
  #who = '';
  #title = '';
  #notice = new RingNotice();
  /** @type {(() => void) | undefined} */
  #release;
  #tone = /** @type {HTMLAudioElement} */ (document.getElementById('ringtone'));
  #allow = /** @type {HTMLButtonElement} */ (document.getElementById('allow-sound'));
  #icon = /** @type {HTMLLinkElement} */ (document.getElementById('favicon'));
  #calmIcon = this.#icon.href;

  constructor() {
    playsOn(this.#tone, 'ringer');
    this.#allow.addEventListener('click', () => void this.#unlock());
  }

  /** @param {string} who nobody rings when empty @param {boolean} aloud false: it is heard on their phone */
  follow(who, aloud) {
    if (who === this.#who) {
      if (who && document.title !== this.#ringingTitle) this.#mark(); // a navigation has set another title
      return;
    }

    const began = !this.#who;
    this.#who = who;
    if (!who) this.#stop();
    else {
      this.#mark();
      if (began) void this.#ring(aloud);
    }
  }

  get #ringingTitle() {
    return (document.getElementById('words')?.dataset.ringing ?? '').replace('{0}', this.#who);
  }

  #mark() {
    this.#title = document.title;
    document.title = this.#ringingTitle;
    this.#icon.href = '/icons/favicon-ringing.svg';
    /** @type {HTMLElement} */ (document.getElementById('call-words')).textContent = this.#ringingTitle;
  }

  /** @param {boolean} aloud */
  async #ring(aloud) {
    await navigator.locks.request(lock, { ifAvailable: true }, (mine) => {
      if (!mine || !this.#who) return undefined; // another tab rings already
      this.#notice.follow(this.#ringingTitle);
      if (aloud) void this.#play();
      return new Promise((release) => (this.#release = () => release(undefined)));
    });
  }

  /** The tone that was chosen, and when that cannot be had now, the one that every page knows. */
  async #play(source = '/ringtone') {
    const { standard = '' } = this.#tone.dataset;
    this.#tone.src = source; // anew each time: it may have been chosen since, in whatever browser
    try {
      await this.#tone.play();
      this.#allow.hidden = true;
    } catch (e) {
      if (e instanceof DOMException && e.name === 'NotAllowedError') this.#allow.hidden = false;
      else if (this.#who && this.#tone.error && source !== standard) await this.#play(standard);
      else console.info('ringtone:', e); // stopped before it began, or no sound device
    }
  }

  #stop() {
    this.#notice.follow('');
    this.#tone.pause();
    this.#release?.();
    this.#release = undefined;
    if (document.title.length > 0 && this.#title) document.title = this.#title;
    this.#icon.href = this.#calmIcon;
    /** @type {HTMLElement} */ (document.getElementById('call-words')).textContent = '';
  }

  /** The click allows this page to make sound from now on. */
  async #unlock() {
    await this.#play();
    if (!this.#who) this.#tone.pause();
  }
}
