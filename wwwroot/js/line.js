// @ts-check
/*
 * The browser's line: a media connection to the server that is open as long as a page is, with calls switched behind it.
 * One tab owns it; when that tab goes, the next one takes over. Which way sound goes stands in data-line-over of the root element (udp, or tcp where
 * the network blocks UDP), the server's port in data-line-port; state, also in data-line-state:
 *
 *   idle -> connecting -> ready <-> no-microphone
 *                 ^         |
 *                 +- lost <-+          other-tab -> connecting, when the owner is gone
 */
import { playsOn } from './audio-choice.js';
import { banner } from './line-banners.js';
import { LineConnection } from './line-connection.js';
import { lineId, newLineId } from './line-id.js';
import { Microphone } from './microphone.js';

/** @typedef {'idle' | 'connecting' | 'ready' | 'lost' | 'other-tab' | 'no-microphone'} LineState */

/** Shorter than the reload of a page takes to free the phone, or a reload would flash "other tab". */
const handOver = 300;
const firstRetry = 500;
const longestRetry = 4000;
/** In a call somebody waits at the other end, for half a minute: a server that comes back is to be found at once. */
const retryInCall = 300;
const triesInCall = 100;

const csrf = () => /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=csrf]'))?.content ?? '';

class Line {
  /** @type {LineState} */
  state = 'idle';
  /** @type {LineConnection | undefined} */
  #connection;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  #failures = 0;
  #wasUp = false;
  #owner = false;
  /** The server cannot be reached by the page, so whether it still knows this line is not known either. */
  #doubtful = false;
  #microphone = new Microphone((track) => this.#connection?.send(track) ?? Promise.resolve(), () => this.#ready());
  #audio = document.createElement('audio');

  start() {
    this.#audio.id = 'line-audio';
    this.#audio.autoplay = true;
    document.body.append(this.#audio);
    playsOn(this.#audio, 'speaker');

    const othersTab = setTimeout(() => this.#announce('other-tab'), handOver);
    void navigator.locks.request('connectme-phone', () => {
      clearTimeout(othersTab);
      this.#owner = true;
      this.#microphone.start(lineId);
      void this.#open();
      return new Promise(() => {}); // until the page goes
    });
    document.getElementById('sign-out')?.addEventListener('submit', () => this.#stop());
    // Goodbye in DTLS: the other party hears music from this moment, and not only when the server misses us.
    addEventListener('pagehide', () => this.#connection?.close());
    addEventListener('pageshow', (e) => e.persisted && this.#reopen());
    addEventListener('online', () => this.#connection?.connected || this.#reopen());
    // A killed server says no goodbye, and the connection notices after ten seconds: until then nobody can be called all the same.
    document.addEventListener('live:away', () => this.#doubt());
    // The event stream is back: the server may have been away, or be another one that never heard of this line.
    document.addEventListener('live:again', () => void this.#check());
  }

  /** Signing out: nothing to come back for. The server closes the line, and knows why: what rings here stops ringing. */
  #stop() {
    this.#owner = false;
    clearTimeout(this.#retry);
  }

  #reopen() {
    this.#failures = 0;
    this.#connection?.close();
    if (this.#owner) void this.#open();
  }

  async #open() {
    clearTimeout(this.#retry);
    this.#announce(this.#wasUp || this.#failures > 0 ? 'lost' : 'connecting');
    let connection;
    try {
      connection = this.#connection = this.#unanswered() ?? this.#connect();
      const { status, reason } = await connection.open(lineId(), csrf());
      if (connection !== this.#connection || status === 200) return;
      if (status === 401) {
        connection.close();
        return this.#announce('idle'); // signed out: the page says so
      }
      banner('line-problem', status === 503, reason);
      if (status === 409) newLineId(); // this browser's line is someone else's: another user signed in here before
    } catch (e) {
      if (connection && connection !== this.#connection) return;
      console.info('line:', e);
    }
    this.#again();
  }

  /** The offer that the server did not take is made again: a browser lets a page have 500 connections, and the closed ones count for long. */
  #unanswered() {
    return this.#connection?.unanswered ? this.#connection : undefined;
  }

  #connect() {
    this.#connection?.close();
    return new LineConnection({
      heard: (sound) => this.#play(sound),
      up: () => this.#up(),
      lost: () => this.#again(),
      goes: (over, port) => this.#goes(over, port),
      talks: () => this.#talks(),
    });
  }

  /** Tries again, each time later, and not all browsers at once after a restart of the server. */
  #again() {
    if (!this.#owner) return;
    this.#announce('lost');
    const delay =
      this.#wasUp && this.#failures === 0 ? 0
      : this.#talks() && this.#failures < triesInCall ? retryInCall
      : Math.min(longestRetry, firstRetry * 2 ** this.#failures);
    this.#failures++;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#open(), delay * (0.7 + 0.6 * Math.random()));
  }

  #talks() {
    return document.querySelector(`#call-widget [data-line="${lineId()}"]:not([data-state=ended])`) !== null;
  }

  async #check() {
    if (!this.#owner || !this.#connection?.connected) return this.#reopen();
    const response = await fetch(`/line?id=${lineId()}`).catch(() => undefined);
    if (!response?.ok) return this.#reopen();
    this.#doubtful = false;
    this.#ready();
  }

  #doubt() {
    if (!this.#owner || !this.#connection?.connected) return;
    this.#doubtful = true;
    this.#announce('lost');
  }

  #up() {
    this.#failures = 0;
    this.#wasUp = true;
    this.#doubtful = false;
    banner('line-problem', false);
    this.#ready();
    void this.#microphone.attach();
  }

  #ready() {
    if (this.#connection?.connected && !this.#doubtful) this.#announce(this.#microphone.denied ? 'no-microphone' : 'ready');
  }

  /** @param {MediaStream} sound */
  #play(sound) {
    this.#audio.srcObject = sound;
    this.#audio.play().then(
      () => this.#sound('playing'),
      (/** @type {DOMException} */ e) => {
        if (e.name !== 'NotAllowedError') return; // AbortError: a newer connection's sound took its place
        this.#sound('blocked');
        addEventListener('pointerdown', () => this.#play(sound), { once: true });
      },
    );
  }

  /** @param {string} over @param {string} port */
  #goes(over, port) {
    const { dataset } = document.documentElement;
    if (dataset.lineOver === over && dataset.linePort === port) return;
    Object.assign(dataset, { lineOver: over, linePort: port });
    document.dispatchEvent(new CustomEvent('line:over', { detail: over }));
  }

  /** @param {'playing' | 'blocked'} sound */
  #sound(sound) {
    document.documentElement.dataset.lineSound = sound;
    document.dispatchEvent(new CustomEvent('line:sound', { detail: sound }));
  }

  /** @param {LineState} state */
  #announce(state) {
    if (this.state === state) return;
    this.state = state;
    document.documentElement.dataset.lineState = state;
    document.dispatchEvent(new CustomEvent('line:state', { detail: state }));
  }
}

// Pages without a call widget (sign-in) have no phone.
if (document.getElementById('call-widget')) new Line().start();
