// @ts-check

/** How long a connection may stay `disconnected` before a new one is made: the browser itself needs 15 s to give up. */
const patience = 3000;

/**
 * @typedef {object} Listener
 * @property {(sound: MediaStream) => void} heard   what the server sends, once per connection
 * @property {() => void} up                        encrypted and connected
 * @property {() => void} lost                      of no use any more; called once
 */

/** An RTCPeerConnection to the server: one audio transceiver in both directions, no track until there is a microphone. */
export class LineConnection {
  /** @type {RTCPeerConnection} */
  #peer = new RTCPeerConnection();
  #sender = this.#peer.addTransceiver('audio', { direction: 'sendrecv' }).sender;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #over = false;
  #listener;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
    this.#peer.addEventListener('track', (e) => listener.heard(e.streams[0] ?? new MediaStream([e.track])));
    this.#peer.addEventListener('connectionstatechange', () => this.#changed());
  }

  get connected() {
    return this.#peer.connectionState === 'connected';
  }

  /**
   * Offers to the server and takes its answer.
   * @param {string} line
   * @param {string} csrf
   * @returns {Promise<{ status: number, reason: string }>} 200 is an answer taken
   */
  async open(line, csrf) {
    await this.#peer.setLocalDescription();
    const response = await fetch(`/line?id=${line}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', RequestVerificationToken: csrf },
      body: this.#peer.localDescription?.sdp,
    });
    const body = await response.text();
    if (!response.ok) return { status: response.status, reason: body };
    if (!this.#over) await this.#peer.setRemoteDescription({ type: 'answer', sdp: body });
    // A server that stops says goodbye in DTLS; the connection itself would only notice after seconds.
    this.#sender.transport?.addEventListener('statechange', () => this.#changed());
    return { status: 200, reason: '' };
  }

  /** @param {MediaStreamTrack | null} track */
  async send(track) {
    if (!this.#over && this.#sender.track !== track) await this.#sender.replaceTrack(track);
  }

  /** Says goodbye: the server knows at once. */
  close() {
    this.#over = true;
    clearTimeout(this.#waiting);
    this.#peer.close();
  }

  #changed() {
    if (this.#over) return;
    clearTimeout(this.#waiting);
    const state = this.#peer.connectionState;
    if (state === 'failed' || state === 'closed' || this.#sender.transport?.state === 'closed') this.#lose();
    else if (state === 'disconnected') this.#waiting = setTimeout(() => this.#lose(), patience);
    else if (state === 'connected') this.#listener.up();
  }

  #lose() {
    this.close();
    this.#listener.lost();
  }
}
