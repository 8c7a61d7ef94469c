/*
 * What a page hears on its line, measured: every 20 ms of decoded sound gets a name: a tone of the tests, `digit:5`, `ringback`,
 * `music` (sound that is none of these) or `silence`. Injected before the page's own scripts; the strict CSP stays on.
 */
(() => {
  if (globalThis.top !== globalThis) return;
  const rate = 48000;
  const frameLength = rate / 50;
  const quiet = 0.004;
  const tones = { low: 540, middle: 1900, high: 2700, ringback: 425 };
  const rows = [697, 770, 852, 941];
  const columns = [1209, 1336, 1477, 1633];
  const keys = ['123A', '456B', '789C', '*0#D'];
  const kept = 6000; // two minutes
  const decodedAtOnce = 10; // ms: when the second 10 ms of a frame come out, the first came out that long ago

  /** The share of the frame's energy at one frequency: 1 for a pure tone. */
  const share = (frame, hertz, energy) => {
    const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate);
    let one = 0;
    let two = 0;
    for (const sample of frame) [one, two] = [sample + coefficient * one - two, one];
    return (2 * (one * one + two * two - coefficient * one * two)) / (frame.length * energy);
  };
  const strongest = (frame, frequencies, energy) => {
    const shares = frequencies.map((f) => share(frame, f, energy));
    const best = shares.indexOf(Math.max(...shares));
    return [best, shares[best]];
  };
  const name = (frame) => {
    let energy = 0;
    for (const sample of frame) energy += sample * sample;
    if (Math.sqrt(energy / frame.length) < quiet) return 'silence';
    for (const tone in tones) if (share(frame, tones[tone], energy) > 0.7) return tone;
    const [row, low] = strongest(frame, rows, energy);
    const [column, high] = strongest(frame, columns, energy);
    return low > 0.25 && high > 0.25 ? `digit:${keys[row][column]}` : 'music';
  };

  const frames = [];
  const frame = new Float32Array(frameLength);
  let filled = 0;
  /** The last 20 ms, for the moment at which a tone begins: looked at as often as sound is decoded (10 ms), not once per frame. */
  const recent = new Float32Array(frameLength);
  let watch;
  const look = (samples, at) => {
    recent.copyWithin(0, samples.length);
    recent.set(samples, frameLength - samples.length);
    if (!watch || name(recent) !== watch.name) return;
    watch.heard(performance.timeOrigin + at - decodedAtOnce);
    watch = undefined;
  };
  /** Decoded sound as it leaves the jitter buffer: an AudioContext adds buffers of its own. A page busy with its answer looks late; what it looks at says when it came. */
  const lookAt = async (track) => {
    let least = Infinity;
    const decoded = new MediaStreamTrackProcessor({ track }).readable.getReader();
    for (let next = await decoded.read(); !next.done; next = await decoded.read()) {
      const samples = new Float32Array(next.value.numberOfFrames);
      next.value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const stamped = next.value.timestamp / 1000;
      least = Math.min(least, performance.now() - stamped);
      next.value.close();
      look(samples, stamped + least);
    }
  };
  /** The last half second, for what is in a mixture. */
  const lately = new Float32Array(rate / 2);
  let written = 0;
  const take = (samples) => {
    for (const sample of samples) {
      lately[written++ % lately.length] = sample;
      frame[filled++] = sample;
      if (filled < frameLength) continue;
      filled = 0;
      frames.push({ at: performance.now(), name: name(frame) });
      if (frames.length > kept) frames.shift();
    }
  };

  const peers = [];
  let made = 0;
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...args) {
      super(...args);
      made++;
      peers.splice(0, peers.length, ...peers.filter((peer) => peer.connectionState !== 'closed'), this);
    }
  };

  const tracks = [];
  const getUserMedia = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (getUserMedia) {
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const media = await getUserMedia(constraints);
      tracks.push(...media.getTracks());
      return media;
    };
  }

  let context;
  let listeningTo;
  const listen = () => {
    const stream = document.getElementById('line-audio')?.srcObject;
    if (!stream || stream === listeningTo) return;
    listeningTo = stream;
    context ??= new AudioContext({ sampleRate: rate });
    const source = context.createMediaStreamSource(stream);
    const tap = context.createScriptProcessor(256, 1, 1);
    tap.onaudioprocess = (e) => stream === listeningTo && take(e.inputBuffer.getChannelData(0));
    source.connect(tap).connect(context.destination);
    for (const node of globalThis.ear.keep ?? []) node.disconnect(); // of the line before: it would be computed on
    globalThis.ear.keep = [source, tap];
    if ('MediaStreamTrackProcessor' in globalThis) lookAt(stream.getAudioTracks()[0]); // Chromium's; elsewhere nothing is timed
  };
  setInterval(listen, 20);

  globalThis.ear = {
    frames,
    /** The name of most of the last 200 ms; '' when it is a mixture. */
    now() {
      const last = frames.slice(-10);
      if (last.length < 10 || performance.now() - last.at(-1).at > 200) return '';
      const counts = {};
      for (const f of last) counts[f.name] = (counts[f.name] ?? 0) + 1;
      const [best] = Object.entries(counts).sort((a, b) => b[1] - a[1])[0];
      return counts[best] >= 8 ? best : '';
    },
    /** How loud each of the frequencies was in the last half second, 1 for full scale. */
    levels: (frequencies) => {
      const at = written % lately.length;
      const half = [...lately.subarray(at), ...lately.subarray(0, at)];
      return frequencies.map((hertz) => Math.sqrt((share(half, hertz, 1) * 2) / half.length));
    },
    count: (since, wanted) => frames.filter((f) => f.at > since && f.name === wanted).length,
    /** When the wanted sound was first there for 20 ms, in ms after a moment; null when it was not. */
    first(since, wanted) {
      const hit = frames.find((f) => f.at > since && f.name === wanted);
      return hit ? hit.at - since : null;
    },
    /** The moment (ms since 1970, to compare with other pages) at which the first of 20 ms of the sound came out of the jitter buffer, for the first time from now. */
    begins: (wanted) => new Promise((heard) => (watch = { name: wanted, heard })),
    /** The longest time on the clock without the wanted sound, between its first and its last frame since a moment. */
    gap(since, wanted) {
      const at = frames.filter((f) => f.at > since && f.name === wanted).map((f) => f.at);
      let longest = 0;
      for (let i = 1; i < at.length; i++) longest = Math.max(longest, at[i] - at[i - 1]);
      return longest;
    },
    /** All of the last ten seconds in short: "silence×25 low×40". */
    heard() {
      const runs = [];
      for (const { name } of frames.slice(-500)) {
        if (runs.at(-1)?.name === name) runs.at(-1).length++;
        else runs.push({ name, length: 1 });
      }
      return runs.map((run) => `${run.name}×${run.length}`).join(' ');
    },
    liveTracks: () => tracks.filter((t) => t.readyState === 'live').length,
    /** How much other sound, in ms, was in one piece between two frames of the wanted one since a moment. */
    interruption(since, wanted) {
      let longest = 0;
      let run = 0;
      for (const { name } of frames.slice(frames.findIndex((f) => f.at > since && f.name === wanted))) {
        if (name === wanted) {
          longest = Math.max(longest, run);
          run = 0;
        } else run += 20;
      }
      return longest;
    },
    async stats() {
      const report = await peers.at(-1).getStats();
      const all = [...report.values()];
      const inbound = all.find((s) => s.type === 'inbound-rtp');
      const codec = all.find((s) => s.id === inbound?.codecId);
      const transport = all.find((s) => s.type === 'transport');
      return {
        state: peers.at(-1).connectionState,
        codec: codec?.mimeType ?? '',
        srtp: transport?.srtpCipher ?? '',
        received: inbound?.packetsReceived ?? 0,
        lost: inbound?.packetsLost ?? 0,
        concealed: inbound?.concealedSamples ?? 0,
        energy: inbound?.totalAudioEnergy ?? 0,
        open: peers.filter((p) => p.connectionState !== 'closed').length,
        made,
      };
    },
  };
  document.addEventListener('securitypolicyviolation', (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));
})();
