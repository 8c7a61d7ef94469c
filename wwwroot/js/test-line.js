// @ts-check
// A line for testing the connection: it sends a tone, and the server sends back what it hears. The phone's own line is left alone.

/** Not one that hum, music or a voice would bring for long. */
const pitch = 1000;
const loudness = 0.3;
const heard = 0.05;
const longestEcho = 3000;
const address = '/settings/connection/line';

/**
 * @typedef {object} Figures
 * @property {number | undefined} there   percent of what was sent that did not reach the server
 * @property {number | undefined} back    percent that did not make it there and back
 * @property {number | undefined} delay   there and back over the network, ms
 */

const headers = () => ({ RequestVerificationToken: /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=csrf]'))?.content ?? '' });
const after = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

export class TestLine {
  #context = new AudioContext();
  #gain = new GainNode(this.#context, { gain: 0 });
  #ear = new AnalyserNode(this.#context, { fftSize: 1024 });
  #peer = new RTCPeerConnection();
  #player = new Audio();
  #over;
  /** Where the server takes sound, or why it does not. */
  detail = '';
  /** The same, the port alone. */
  port = '';

  /** @param {'udp' | 'tcp'} over   the one way that it may go */
  constructor(over) {
    this.#over = over;
  }

  /** @param {number} patience ms @returns {Promise<'ok' | 'refused' | 'server' | 'blocked' | 'off'>} off: the server does not offer this way */
  async open(patience) {
    const tone = new OscillatorNode(this.#context, { frequency: pitch });
    const sent = this.#context.createMediaStreamDestination();
    tone.connect(this.#gain).connect(sent);
    tone.start();
    this.#peer.addEventListener('track', (e) => this.#listen(new MediaStream([e.track])));
    const { sender } = this.#peer.addTransceiver('audio', { direction: 'sendrecv' });
    await sender.replaceTrack(sent.stream.getAudioTracks()[0] ?? null);
    await this.#peer.setLocalDescription();
    const answer = await this.#offer();
    if (answer === undefined) return 'server';
    if (!answer.ok) return 'refused';
    const sdp = answer.text.replace(/^a=candidate:\S+ \d+ (\S+) .*\r\n/gm, (line, way) => (way.toLowerCase() === this.#over ? line : ''));
    const [, host, port] = /^a=candidate:\S+ \d+ \S+ \d+ (\S+) (\d+)/m.exec(sdp) ?? [];
    if (!host) return 'off';
    this.port = port ?? '';
    this.detail = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    await this.#peer.setRemoteDescription({ type: 'answer', sdp });
    return (await this.#connected(patience)) ? 'ok' : 'blocked';
  }

  async #offer() {
    try {
      const response = await fetch(`${address}?over=${this.#over}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/sdp', ...headers() },
        body: this.#peer.localDescription?.sdp,
      });
      const text = await response.text();
      if (!response.ok) this.detail = text;
      return { ok: response.ok, text };
    } catch (e) {
      console.info('test:', e);
      return undefined;
    }
  }

  /** @param {number} patience */
  #connected(patience) {
    return new Promise((done) => {
      const look = () => {
        if (this.#peer.connectionState === 'connected') done(true);
        else if (this.#peer.connectionState === 'failed') done(false);
      };
      this.#peer.addEventListener('connectionstatechange', look);
      look();
      setTimeout(() => done(false), patience);
    });
  }

  /** Chromium gives Web Audio the sound of a remote stream only while an element plays it. @param {MediaStream} sound */
  #listen(sound) {
    this.#player.muted = true;
    this.#player.srcObject = sound;
    void this.#player.play();
    this.#context.createMediaStreamSource(sound).connect(this.#ear);
  }

  /** @returns {Promise<number | undefined>} ms until the tone came back; undefined: it did not */
  async echo() {
    await this.#context.resume();
    const begun = performance.now();
    this.#gain.gain.value = loudness;
    while (performance.now() - begun < longestEcho) {
      if (this.#amplitude() > heard) return performance.now() - begun;
      await after(10);
    }
    return undefined;
  }

  /** How strong the tone is in what comes back (Goertzel). */
  #amplitude() {
    const samples = new Float32Array(this.#ear.fftSize);
    this.#ear.getFloatTimeDomainData(samples);
    const factor = 2 * Math.cos((2 * Math.PI * pitch) / this.#context.sampleRate);
    let [last, before] = [0, 0];
    for (const sample of samples) [last, before] = [sample + factor * last - before, last];
    return (2 * Math.sqrt(last * last + before * before - factor * last * before)) / samples.length;
  }

  /** @param {number} span ms @returns {Promise<Figures>} */
  async measure(span) {
    const start = await this.#count();
    await after(span);
    const end = await this.#count();
    const percent = (/** @type {number} */ lost, /** @type {number} */ of) => (of > 0 ? (100 * Math.max(0, lost)) / of : undefined);
    const lost = end.lost - start.lost;
    return {
      there: percent(end.lostThere - start.lostThere, end.sent - start.sent),
      back: percent(lost, end.received - start.received + lost),
      delay: end.delay === undefined ? undefined : end.delay * 1000,
    };
  }

  async #count() {
    const count = { sent: 0, lostThere: 0, received: 0, lost: 0, /** @type {number | undefined} */ delay: undefined };
    for (const report of (await this.#peer.getStats()).values()) {
      if (report.type === 'outbound-rtp') count.sent = report.packetsSent;
      else if (report.type === 'remote-inbound-rtp') count.lostThere = report.packetsLost;
      else if (report.type === 'inbound-rtp') Object.assign(count, { received: report.packetsReceived, lost: report.packetsLost });
      else if (report.type === 'candidate-pair' && report.nominated) count.delay = report.currentRoundTripTime ?? count.delay;
    }
    return count;
  }

  close() {
    this.#player.srcObject = null;
    this.#peer.close();
    void this.#context.close();
  }

  /** The lines of all ways are over: the server knows at once. */
  static async goodbye() {
    await fetch(address, { method: 'DELETE', headers: headers(), keepalive: true }).catch((e) => console.info('test:', e)); // it misses us soon
  }
}
