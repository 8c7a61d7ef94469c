// @ts-check

/** How long a connection may stay `disconnected` before a new one is made: the browser itself needs 15 s to give up. */
const patience = 3000;
/** In a call the server sends a packet every 20 ms. After so long without any the network has gone, long before the browser says so. */
const longestSilence = 2000;
const look = 500;

/**
 * @typedef {object} Listener
 * @property {(sound: MediaStream) => void} heard   what the server sends, once per connection
 * @property {() => void} up                        encrypted and connected
 * @property {() => void} lost                      of no use any more; called once
 * @property {(over: string, port: string) => void} goes   by 'udp' or 'tcp', to this port of the server
 * @property {() => boolean} talks                  this line is in a call, so the server sends sound or silence all the time
 */

/**
 * By which of the server's candidates sound goes.
 * @param {RTCPeerConnection} peer
 * @returns {Promise<{ over: string, port: string } | undefined>}
 */
async function wayOf(peer) {
  const reports = await peer.getStats();
  const all = [...reports.values()];
  const chosen = all.find((report) => report.type === 'transport')?.selectedCandidatePairId;
  const pair = chosen ? reports.get(chosen) : all.find((report) => report.type === 'candidate-pair' && report.nominated && report.state === 'succeeded');
  const server = pair && reports.get(pair.remoteCandidateId);
  return server && { over: `${server.protocol}`.toLowerCase(), port: `${server.port}` };
}

/** An RTCPeerConnection to the server: one audio transceiver in both directions, no track until there is a microphone. */
export class LineConnection {
  /** @type {RTCPeerConnection} */
  #peer = new RTCPeerConnection();
  #sender = this.#peer.addTransceiver('audio', { direction: 'sendrecv' }).sender;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watching;
  #bytes = 0;
  #heardAt = 0;
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

  /** Open, and its offer was not answered yet: it can be made again. */
  get unanswered() {
    return !this.#over && this.#peer.remoteDescription === null;
  }

  /**
   * Offers to the server and takes its answer.
   * @param {string} line
   * @param {string} csrf
   * @returns {Promise<{ status: number, reason: string }>} 200 is an answer taken
   */
  async open(line, csrf) {
    if (this.#peer.localDescription === null) await this.#peer.setLocalDescription();
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
    this.#sender.transport?.iceTransport?.addEventListener('selectedcandidatepairchange', () => void this.#look());
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
    clearInterval(this.#watching);
    this.#peer.close();
  }

  #changed() {
    if (this.#over) return;
    clearTimeout(this.#waiting);
    const state = this.#peer.connectionState;
    if (state === 'failed' || state === 'closed' || this.#sender.transport?.state === 'closed') this.#lose();
    else if (state === 'disconnected') this.#waiting = setTimeout(() => this.#lose(), patience);
    else if (state === 'connected') {
      clearInterval(this.#watching);
      this.#watching = setInterval(() => void this.#watch(), look);
      this.#listener.up();
      void this.#look();
    }
  }

  async #look() {
    const way = await wayOf(this.#peer);
    if (way && !this.#over) this.#listener.goes(way.over, way.port);
  }

  /** A hole in the network is noticed by what does not come: a new connection is made while the call waits. */
  async #watch() {
    const talks = this.#listener.talks();
    const bytes = talks ? await this.#received() : 0;
    if (!talks || bytes !== this.#bytes || this.#heardAt === 0) {
      this.#bytes = bytes;
      this.#heardAt = bytes > 0 ? performance.now() : 0;
    } else if (!this.#over && performance.now() - this.#heardAt > longestSilence) this.#lose();
  }

  async #received() {
    for (const report of (await this.#peer.getStats()).values()) {
      if (report.type === 'inbound-rtp') return /** @type {number} */ (report.bytesReceived);
    }
    return 0;
  }

  #lose() {
    this.close();
    this.#listener.lost();
  }
}
