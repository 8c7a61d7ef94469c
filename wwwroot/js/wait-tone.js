// @ts-check
// One short tone when somebody has waited too long, for who wants to hear it (M5-22).

/** @type {Set<string>} */
const heard = new Set();

/** @param {string} row each is heard once */
export function sound(row) {
  if (heard.has(row)) return;
  heard.add(row);
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 660 });
  const volume = new GainNode(context, { gain: 0 });
  const now = context.currentTime;
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(0.2, now + 0.02);
  volume.gain.linearRampToValueAtTime(0, now + 0.35);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(now + 0.4);
  tone.addEventListener('ended', () => void context.close());
}
