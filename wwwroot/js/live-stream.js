// @ts-check
// One event stream from the server: only names of what changed. Runs in the shared worker, or in the page where there is none.

const firstDelay = 500;
/** A server that was restarted is back within seconds, and calls wait for it; one that stays away is asked less often. */
const longestDelay = 1_500;
const patientDelay = 3_500;
const patientAfter = 20;
/** The server says something every 15 s; a stream that is silent for longer is dead, whatever the browser thinks. */
const silence = 40_000;

/**
 * @typedef {{ type: 'open' } | { type: 'again' } | { type: 'changed', topics: string[] }
 *   | { type: 'away', attempt: number, retryAt: number } | { type: 'signed-out' }} LiveMessage
 */

export class LiveStream {
  /** @type {EventSource | undefined} */
  #source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #hellos = 0;
  #failures = 0;
  #tell;
  /** @type {string | undefined} */
  #user;

  /** @param {(message: LiveMessage) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  get isOpen() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  /** For this user; another than before gets a stream of his own. @param {string} user */
  open(user) {
    if (this.#source && this.#user === user) return;
    this.#user = user;
    this.#hellos = 0;
    this.retry();
  }

  retry() {
    this.#failures = 0;
    this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #connect() {
    this.close();
    const source = (this.#source = new EventSource('/live'));
    source.addEventListener('hello', () => {
      this.#failures = 0;
      this.#listen();
      this.#tell({ type: this.#hellos++ === 0 ? 'open' : 'again' });
    });
    source.addEventListener('changed', (e) => {
      this.#listen();
      this.#tell({ type: 'changed', topics: e.data.split(' ') });
    });
    source.addEventListener('heartbeat', () => this.#listen());
    // A browser gives up for good on an answer that is not 200, so the next try is always ours.
    source.addEventListener('error', () => void this.#lost());
    this.#listen();
  }

  #listen() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lost(), silence);
  }

  async #lost() {
    this.close();
    const attempt = ++this.#failures;
    // The stream hides the status it was refused with.
    const me = await fetch('/me', { cache: 'no-store', headers: { 'HX-Request': 'true' } }).catch(() => undefined);
    if (this.#source || attempt !== this.#failures) return; // opened again meanwhile
    if (me?.status === 401) {
      this.#tell({ type: 'signed-out' });
      return;
    }

    const delay = Math.min(attempt < patientAfter ? longestDelay : patientDelay, firstDelay * 2 ** (attempt - 1)) * (0.7 + 0.6 * Math.random());
    this.#tell({ type: 'away', attempt, retryAt: Date.now() + delay });
    this.#timer = setTimeout(() => this.#connect(), delay);
  }
}
