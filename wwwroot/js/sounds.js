// @ts-check
// Prompts and music: heard in the list, dropped on their form, or recorded with the microphone. What is recorded becomes a WAV in the field for the file, and is
// sent, read and refused as one that was chosen.

const player = new Audio();
/** @type {HTMLElement | undefined} */
let playing;

/** Longer than any sound may be: the server says what is too long. */
const mostSeconds = 310;

document.addEventListener('click', (e) => {
  const at = /** @type {Element} */ (e.target);
  const play = /** @type {HTMLElement | null} */ (at.closest('[data-sound-play]'));
  if (play) void toggle(play);
  const record = /** @type {HTMLElement | null} */ (at.closest('[data-sound-record]'));
  if (record) void (recording ? stop() : start(record));
});

player.addEventListener('ended', () => silence());

/** @param {HTMLElement} button */
async function toggle(button) {
  const same = button === playing;
  silence();
  if (same) return;
  playing = button;
  button.setAttribute('aria-pressed', 'true');
  player.src = button.dataset.soundPlay ?? '';
  try {
    await player.play();
  } catch (e) {
    console.info('sound:', e);
    silence();
  }
}

function silence() {
  player.pause();
  playing?.setAttribute('aria-pressed', 'false');
  playing = undefined;
}

const part = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-sound-${name}]`));
const field = () => /** @type {HTMLInputElement | null} */ (document.querySelector('[data-sound-file] input[type=file]'));

document.addEventListener('change', (e) => {
  if (e.target === field()) heard(field()?.files?.[0]);
});

const zone = (/** @type {Event} */ e) => /** @type {Element} */ (e.target).closest?.('[data-sound-drop]');
document.addEventListener('dragover', (e) => {
  if (!zone(e)) return;
  e.preventDefault();
  zone(e)?.classList.add('drop-on');
});
document.addEventListener('dragleave', (e) => zone(e)?.classList.remove('drop-on'));
document.addEventListener('drop', (e) => {
  if (!zone(e) || !e.dataTransfer?.files.length) return;
  e.preventDefault();
  zone(e)?.classList.remove('drop-on');
  put(e.dataTransfer.files);
});

/** @param {FileList} files */
function put(files) {
  const input = field();
  if (!input) return;
  input.files = files;
  heard(files[0]);
}

/** Lets one listen before it is saved. @param {File | undefined} file */
function heard(file) {
  const audio = /** @type {HTMLAudioElement | null} */ (part('heard'));
  if (!audio) return;
  if (audio.src) URL.revokeObjectURL(audio.src);
  audio.hidden = !file;
  if (file) audio.src = URL.createObjectURL(file);
}

/** @type {{ recorder: MediaRecorder, stream: MediaStream, button: HTMLElement, timer: number } | undefined} */
let recording;

/** @param {HTMLElement} button */
async function start(button) {
  const refused = /** @type {HTMLElement} */ (part('refused'));
  refused.hidden = true;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, autoGainControl: true, noiseSuppression: true } });
    const recorder = new MediaRecorder(stream);
    /** @type {Blob[]} */
    const blobs = [];
    recorder.addEventListener('dataavailable', (e) => blobs.push(e.data));
    recorder.addEventListener('stop', () => void take(blobs));
    recorder.start();
    const begun = performance.now();
    const timer = setInterval(() => {
      const seconds = Math.floor((performance.now() - begun) / 1000);
      shown(button, seconds);
      if (seconds >= mostSeconds || !button.isConnected) void stop();
    }, 500);
    recording = { recorder, stream, button, timer };
    shown(button, 0);
  } catch (e) {
    console.info('microphone:', e);
    refused.hidden = false;
  }
}

/** @param {HTMLElement} button @param {number} [seconds]  none: it has stopped */
function shown(button, seconds) {
  const words = /** @type {HTMLElement} */ (button.querySelector('span'));
  const is = seconds !== undefined;
  words.textContent = (is ? button.dataset.stop : button.dataset.start) ?? '';
  button.classList.toggle('btn--bad', is);
  const time = part('time');
  if (time) time.textContent = is ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '';
}

async function stop() {
  if (!recording) return;
  const { recorder, stream, button, timer } = recording;
  recording = undefined;
  clearInterval(timer);
  recorder.stop();
  for (const track of stream.getTracks()) track.stop();
  shown(button);
}

/** What the browser recorded, in whatever way it does, as a WAV. @param {Blob[]} blobs */
async function take(blobs) {
  const input = field();
  if (!input) return;
  const context = new OfflineAudioContext(1, 1, 48000);
  const sound = await context.decodeAudioData(await new Blob(blobs).arrayBuffer());
  const name = /** @type {HTMLInputElement | null} */ (document.getElementById('Input_Name'))?.value.trim() || 'sound';
  const files = new DataTransfer();
  files.items.add(new File([wav(sound.getChannelData(0), sound.sampleRate)], `${name}.wav`, { type: 'audio/wav' }));
  put(files.files);
}

/** 16-bit PCM. @param {Float32Array} samples @param {number} rate */
export function wav(samples, rate) {
  const file = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (/** @type {number} */ at, /** @type {string} */ word) => [...word].forEach((sign, i) => file.setUint8(at + i, sign.charCodeAt(0)));
  text(0, 'RIFF');
  file.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, 2 * rate, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => file.setInt16(44 + 2 * i, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
  return file.buffer;
}

// The button to record is shown by what makes it work.
const show = () => {
  const recorder = part('recorder');
  if (recorder) recorder.hidden = !navigator.mediaDevices || !('MediaRecorder' in window);
};
show();
document.addEventListener('htmx:after:swap', show);
