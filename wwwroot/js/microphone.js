// @ts-check
import { audioChoice } from './audio-choice.js';
import { banner } from './line-banners.js';

/** Turns off what browsers do to sound, to measure what was sent: localStorage `connectme.audio` = `raw`. For measurement only. */
const raw = () => localStorage.getItem('connectme.audio') === 'raw';

/** Requests that start or take a call: the microphone is opened while they are on their way. */
const startsCall = /^\/calls\/(dial$|[^/]+\/(?:answer|take)$)/;

/**
 * The microphone: open only while this browser's line is in a call. It follows the call widget, which says what calls there are,
 * so that a call taken in another tab or found again after a reload needs nothing special.
 */
export class Microphone {
  /** The user, or the browser, does not let us; or there is none. */
  denied = false;
  #asking = false;
  /** @type {MediaStreamTrack | undefined} */
  #track;
  /** @type {Promise<void> | undefined} */
  #opening;
  #requests = 0;
  #send;
  #changed;
  /** @type {() => string} */
  #line = () => '';

  /**
   * @param {(track: MediaStreamTrack | null) => Promise<void>} send
   * @param {() => void} changed   `denied` is another than it was
   */
  constructor(send, changed) {
    this.#send = send;
    this.#changed = changed;
  }

  /** @param {() => string} line */
  start(line) {
    this.#line = line;
    const widget = /** @type {HTMLElement} */ (document.getElementById('call-widget'));
    new MutationObserver(() => this.#follow()).observe(widget, {
      childList: true,
      subtree: true,
      attributeFilter: ['data-state', 'data-line', 'data-muted'],
    });
    document.addEventListener('htmx:before:request', (e) => this.#request(/** @type {CustomEvent} */ (e)));
    document.addEventListener('htmx:finally:request', (e) => this.#answered(/** @type {CustomEvent} */ (e)));
    document.querySelector('#microphone-ask button')?.addEventListener('click', () => void this.#askOnce());
    document.addEventListener('audio:chosen', () => void this.#replace());
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#replace());
    void this.#watchPermission();
    this.#follow();
  }

  /** Puts the open microphone, if any, on a line that has just come up. */
  async attach() {
    await this.#send(this.#track ?? null);
  }

  /** Opens or closes as the calls of this line want it. */
  #follow() {
    const own = [...document.querySelectorAll(`#call-widget [data-call][data-line="${this.#line()}"]`)].filter((call) =>
      ['ringing-out', 'active', 'held'].includes(/** @type {HTMLElement} */ (call).dataset.state ?? ''),
    );
    if (own.length > 0) void this.#open();
    else if (this.#requests === 0) this.#close();
    const active = own.find((call) => /** @type {HTMLElement} */ (call).dataset.state === 'active');
    if (this.#track) this.#track.enabled = /** @type {HTMLElement | undefined} */ (active)?.dataset.muted !== 'true';
  }

  /** @param {CustomEvent} e */
  #request(e) {
    if (!startsCall.test(pathOf(e)) || callsWithPhone()) return;
    this.#requests++;
    void this.#open();
  }

  /** @param {CustomEvent} e */
  #answered(e) {
    if (!startsCall.test(pathOf(e))) return;
    this.#requests = Math.max(0, this.#requests - 1);
    this.#follow();
  }

  #open() {
    if (this.#track?.readyState === 'live') return undefined;
    return (this.#opening ??= this.#capture().finally(() => (this.#opening = undefined)));
  }

  async #capture() {
    const track = await this.#get();
    if (!track) return;
    this.#use(track);
    await this.#send(track);
    this.#follow(); // the call may have ended meanwhile
  }

  /** Another microphone was chosen, or the chosen one is plugged in again: the call goes on with it. */
  async #replace() {
    const { microphone } = audioChoice();
    const old = this.#track;
    if (!old || !microphone || old.getSettings().deviceId === microphone) return;
    const track = await this.#get();
    if (!track) return;
    if (this.#track !== old || track.getSettings().deviceId === old.getSettings().deviceId) return track.stop(); // hung up meanwhile, or it is not there
    track.enabled = old.enabled;
    this.#use(track);
    await this.#send(track);
    old.stop();
    this.#follow(); // muted or ended meanwhile
  }

  /** @param {MediaStreamTrack} track */
  #use(track) {
    this.#track = track;
    track.addEventListener('ended', () => this.#follow()); // unplugged: take what there is now
  }

  #close() {
    if (!this.#track) return;
    this.#track.stop();
    this.#track = undefined;
    void this.#send(null);
  }

  /** So that the browser's question comes now and not while someone waits to be answered. */
  async #askOnce() {
    if (!this.#track) (await this.#get())?.stop();
  }

  /** @returns {Promise<MediaStreamTrack | undefined>} */
  async #get() {
    try {
      const media = await chosenMicrophone();
      this.#setDenied(false);
      return media.getAudioTracks()[0];
    } catch (e) {
      console.info('microphone:', e);
      this.#setDenied(true);
      return undefined;
    }
  }

  /** @param {boolean} denied */
  #setDenied(denied) {
    this.denied = denied;
    this.#asking = false;
    this.#changed();
    this.#showBanner();
  }

  async #watchPermission() {
    const permission = await navigator.permissions?.query({ name: /** @type {PermissionName} */ ('microphone') }).catch(() => undefined);
    if (!permission) return;
    const show = () => {
      this.denied = permission.state === 'denied';
      this.#asking = permission.state === 'prompt';
      this.#changed();
      this.#showBanner();
      this.#follow();
    };
    permission.addEventListener('change', show);
    show();
  }

  #showBanner() {
    banner('microphone-denied', this.denied);
    banner('microphone-ask', this.#asking && !this.denied);
  }
}

async function chosenMicrophone() {
  const { microphone, suppressNoise } = audioChoice();
  const audio = raw() ? { echoCancellation: false, noiseSuppression: false, autoGainControl: false } : { noiseSuppression: suppressNoise };
  try {
    // Only "exact" is obeyed by every browser.
    return await navigator.mediaDevices.getUserMedia({ audio: microphone ? { ...audio, deviceId: { exact: microphone } } : audio });
  } catch (e) {
    if (!microphone || !(e instanceof OverconstrainedError)) throw e;
    return await navigator.mediaDevices.getUserMedia({ audio }); // not plugged in now
  }
}

/** The user calls with a desk phone: whatever they dial here is talked there, unless that phone is away, and then the call's line says so. */
const callsWithPhone = () => !!(/** @type {HTMLDataElement | null} */ (document.getElementById('with-phone'))?.value);

/** @param {CustomEvent} e */
const pathOf = (e) => new URL(e.detail.ctx.request.action, location.href).pathname;
