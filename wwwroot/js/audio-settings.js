// @ts-check
// The fields in which audio devices are chosen: on their page, and in the menu of a call.
import { audioChoice, chooseAudio } from './audio-choice.js';
import { SoundLevel } from './sound-level.js';

/** @typedef {import('./audio-choice.js').AudioChoice} AudioChoice */

const kinds = { microphone: 'audioinput', speaker: 'audiooutput', ringer: 'audiooutput' };
const fields = () => /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...document.querySelectorAll('[data-audio]')]);
const byId = (/** @type {string} */ id) => document.getElementById(id);

/** Chromium lists the system's device as one more, named "default". @param {MediaDeviceInfo} device */
const isOwn = (device) => device.deviceId && device.deviceId !== 'default' && device.deviceId !== 'communications';

export async function showAudio() {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const choice = audioChoice();
  for (const field of fields()) {
    const name = /** @type {keyof AudioChoice} */ (field.dataset.audio);
    if (field instanceof HTMLSelectElement) fill(field, devices.filter((d) => d.kind === kinds[/** @type {keyof typeof kinds} */ (name)] && isOwn(d)), String(choice[name]));
    else if (field.type === 'checkbox') field.checked = !!choice[name];
    else field.value = String(choice[name]);
  }
  const chooses = 'setSinkId' in HTMLMediaElement.prototype;
  for (const part of document.querySelectorAll('[data-speaker]')) /** @type {HTMLElement} */ (part).hidden = !chooses;
  for (const part of document.querySelectorAll('[data-no-speakers]')) /** @type {HTMLElement} */ (part).hidden = chooses;
  for (const button of document.querySelectorAll('#audio [id^=test-]')) /** @type {HTMLButtonElement} */ (button).hidden = false; // from now on they do something
  const unnamed = devices.every((device) => !device.label);
  for (const part of document.querySelectorAll('[data-audio-ask]')) /** @type {HTMLElement} */ (part).hidden = !unnamed;
}

/** @param {HTMLSelectElement} select @param {MediaDeviceInfo[]} devices @param {string} chosen */
function fill(select, devices, chosen) {
  const options = [new Option(select.dataset.standard, ''), ...devices.map((device) => new Option(device.label || device.deviceId, device.deviceId))];
  if (chosen && !devices.some((device) => device.deviceId === chosen)) options.push(new Option(select.dataset.absent, chosen));
  select.replaceChildren(...options);
  select.value = chosen;
}

document.addEventListener('change', (e) => {
  const field = /** @type {HTMLInputElement} */ (e.target);
  const name = field.dataset?.audio;
  if (!name) return;
  chooseAudio({ [name]: field.type === 'checkbox' ? field.checked : field.type === 'range' ? Number(field.value) : field.value });
});

document.addEventListener('audio:chosen', () => void showAudio());
navigator.mediaDevices?.addEventListener('devicechange', () => void showAudio());
document.addEventListener('htmx:after:swap', () => {
  // Other parts of the page come anew all the time: only when the button went, or came anew, the microphone is let go.
  if (byId('test-microphone')?.getAttribute('aria-pressed') !== 'true') stopMeter?.();
  void showAudio();
});

/* ---- trying them ---- */

/** @type {(() => void) | undefined} */
let stopMeter;

document.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  if (!button) return;
  if (button.id === 'test-microphone') void (stopMeter ? stopMeter() : startMeter(button));
  else if (button.id === 'test-speaker') void listen(audioChoice().speaker, audioChoice().callVolume);
  else if (button.id === 'test-ring') void listen(audioChoice().ringer, audioChoice().ringVolume);
  else if (button.closest('[data-audio-ask]')) void allow();
});

/** @param {unknown} e */
function say(e) {
  const said = byId('audio-said');
  if (said) said.textContent = e ? (said.dataset.failed ?? '') : '';
  if (e) console.info('audio:', e);
}

async function allow() {
  try {
    for (const track of (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks()) track.stop();
    say('');
  } catch (e) {
    say(e);
  }
  await showAudio();
}

/** @param {HTMLButtonElement} button */
async function startMeter(button) {
  const { microphone } = audioChoice();
  let media;
  try {
    media = await navigator.mediaDevices.getUserMedia({ audio: microphone ? { deviceId: { exact: microphone } } : true });
  } catch (e) {
    return say(e);
  }
  say('');
  const level = new SoundLevel(media);
  const meter = /** @type {HTMLMeterElement} */ (byId('microphone-level'));
  const timer = setInterval(() => (meter.value = level.now()), 50);
  button.setAttribute('aria-pressed', 'true');
  stopMeter = () => {
    stopMeter = undefined;
    clearInterval(timer);
    for (const track of media.getTracks()) track.stop();
    level.stop();
    meter.value = 0;
    button.setAttribute('aria-pressed', 'false');
  };
}

/** @param {string} device @param {number} volume */
async function listen(device, volume) {
  const tone = /** @type {HTMLSelectElement | null} */ (byId('ring-tone'));
  const sound = new Audio(tone?.selectedOptions[0]?.dataset.file);
  sound.volume = volume / 100;
  try {
    if (device) await sound.setSinkId(device);
    await sound.play();
    say('');
  } catch (e) {
    say(e);
  }
}

void showAudio();
