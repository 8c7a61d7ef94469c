// @ts-check
// "Test my connection" (B2): each thing that a call needs, one after the other, and in words what is wrong and what to do.
import { audioChoice } from './audio-choice.js';
import { SoundLevel } from './sound-level.js';
import { TestLine } from './test-line.js';

/** A quiet room with a microphone that works shows more. */
const quiet = 12;
const toneLasts = 3000;
/** In ms. */
const spans = { listening: 2000, patience: 8000, measuring: 4000 };
/** Percent, and ms there and back: from where people notice, and from where they complain (ITU-T G.107, G.114). */
const noticed = { loss: 1, delay: 150 };
const bad = { loss: 5, delay: 300 };

const byId = (/** @type {string} */ id) => document.getElementById(id);
const words = () => /** @type {HTMLElement} */ (byId('test-words')).dataset;
const summary = () => /** @type {HTMLElement} */ (byId('test-summary'));
const steps = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#connection-test [data-step]')]);
const part = (/** @type {HTMLElement} */ step, /** @type {string} */ name) => /** @type {HTMLElement} */ (step.querySelector(`[data-${name}]`));
const number = (/** @type {number} */ value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

const span = (/** @type {keyof typeof spans} */ name) => Number(byId('connection-test')?.dataset[name] ?? spans[name]);

let running = false;

/**
 * Says how a step came out.
 * @param {string} name
 * @param {string} outcome
 * @param {string[]} figures   in place of {0}, {1}
 */
function say(name, outcome, ...figures) {
  const [step, word] = [byId(`test-${name}`), byId(`word-${name}-${outcome}`)];
  if (!step || !word) return; // another page came meanwhile
  const filled = (/** @type {string | undefined} */ text) => (text ?? '').replace(/\{(\d)\}/g, (_, i) => figures[Number(i)] ?? '');
  const [said, todo] = [filled(word.textContent ?? ''), filled(word.dataset.todo)];
  step.dataset.outcome = outcome;
  part(step, 'said').textContent = said;
  part(step, 'todo').textContent = todo;
  part(step, 'todo').hidden = !todo;
  tag(step, word.dataset.state ?? 'bad');
  summary().textContent = `${step.querySelector('div')?.firstChild?.textContent?.trim()}: ${said} ${todo}`;
}

/** @param {HTMLElement} step @param {string} state */
function tag(step, state) {
  const shown = part(step, 'tag');
  step.dataset.state = state;
  shown.hidden = false;
  shown.textContent = words()[state] ?? '';
  shown.className = `tag ${{ good: 'tag--ok', warning: 'tag--warn', bad: 'tag--bad' }[state] ?? ''}`;
}

async function run() {
  running = true;
  summary().textContent = summary().dataset.running ?? '';
  for (const step of steps()) {
    step.dataset.outcome = 'busy';
    part(step, 'said').textContent = words().busy ?? '';
    part(step, 'todo').hidden = true;
    part(step, 'tag').hidden = true;
  }
  /** @type {HTMLElement} */ (byId('test-heard')).hidden = true;
  await microphone();
  await connection();
  await speaker();
  running = false;
  const label = byId('test-start')?.querySelector('span');
  if (label) label.textContent = byId('test-start')?.dataset.again ?? '';
  conclude();
}

/** When all has been said: also what the user is asked. */
function conclude() {
  const said = steps();
  if (said.length === 0 || said.some((step) => ['busy', 'ask', 'waiting'].includes(step.dataset.outcome ?? ''))) return;
  const well = said.every((step) => step.dataset.state === 'good');
  summary().textContent = (well ? summary().dataset.well : summary().dataset.wrong) ?? '';
  summary().dataset.done = String(well);
}

async function microphone() {
  if (!navigator.mediaDevices) return say('microphone', 'insecure');
  const { microphone: chosen } = audioChoice();
  let media;
  try {
    media = await navigator.mediaDevices.getUserMedia({ audio: chosen ? { deviceId: { exact: chosen } } : true });
  } catch (e) {
    console.info('test:', e);
    const name = e instanceof Error ? e.name : '';
    return say('microphone', { NotAllowedError: 'denied', NotFoundError: 'none', OverconstrainedError: 'none' }[name] ?? 'busy');
  }
  const name = media.getAudioTracks()[0]?.label ?? '';
  const loudest = await listen(media);
  for (const track of media.getTracks()) track.stop();
  say('microphone', loudest > quiet ? 'ok' : 'silent', name);
}

/** @param {MediaStream} media @returns {Promise<number>} the loudest that was heard */
async function listen(media) {
  const level = new SoundLevel(media);
  const meter = /** @type {HTMLMeterElement | null} */ (byId('test-level'));
  if (meter) meter.hidden = false;
  let loudest = 0;
  for (const until = performance.now() + span('listening'); performance.now() < until; ) {
    await new Promise((done) => setTimeout(done, 50));
    loudest = Math.max(loudest, level.now());
    if (meter) meter.value = level.now();
  }
  level.stop();
  if (meter) meter.hidden = true;
  return loudest;
}

/** By both ways at the same time: what calls use is judged, and whether there is a way around. */
async function connection() {
  const [udp, tcp] = [new TestLine('udp'), new TestLine('tcp')];
  try {
    const patience = span('patience');
    const [byUdp, byTcp] = await Promise.all([udp.open(patience), tcp.open(patience)]);
    const line = byUdp === 'ok' || byTcp !== 'ok' ? udp : tcp;
    say('path', byUdp === 'blocked' && byTcp === 'ok' ? 'tcp' : byUdp === 'off' ? 'blocked' : byUdp, udp.detail, udp.port);
    if (byUdp !== 'ok' && byTcp !== 'ok') {
      say('tcp', around(byTcp), tcp.detail, tcp.port);
      return ['sound', 'loss', 'delay'].forEach((name) => say(name, 'unknown'));
    }
    const echo = await line.echo();
    say('sound', echo === undefined ? 'missing' : 'ok', number(Math.round(echo ?? 0)));
    const [figures, others] = await Promise.all([line.measure(span('measuring')), byTcp === 'ok' ? tcp.measure(span('measuring')) : undefined]);
    judgeFigures(figures);
    if (others) say('tcp', 'ok', tcp.detail, number(Math.round(others.delay ?? 0)), number(Math.max(others.there ?? 0, others.back ?? 0)));
    else say('tcp', around(byTcp), tcp.detail, tcp.port);
  } finally {
    udp.close();
    tcp.close();
    await TestLine.goodbye();
  }
}

/** What it means for the way around. @param {string} found */
const around = (found) => (found === 'blocked' ? 'closed' : found === 'off' ? 'off' : 'unknown');

/** @param {import('./test-line.js').Figures} figures */
function judgeFigures({ there, back, delay }) {
  const worst = Math.max(there ?? 0, back ?? 0);
  say('loss', there === undefined && back === undefined ? 'unknown' : judge('loss', worst), number(there ?? 0), number(back ?? there ?? 0));
  say('delay', delay === undefined ? 'unknown' : judge('delay', delay), number(Math.round(delay ?? 0)));
}

/** @param {'loss' | 'delay'} what @param {number} figure */
const judge = (what, figure) => (figure >= bad[what] ? 'much' : figure >= noticed[what] ? 'some' : 'ok');

async function speaker() {
  const { speaker: chosen, callVolume } = audioChoice();
  const sound = new Audio('/sounds/ring-calm.mp3');
  sound.volume = callVolume / 100;
  try {
    if (chosen) await sound.setSinkId(chosen);
    await sound.play();
  } catch (e) {
    console.info('test:', e);
    return say('speaker', 'failed');
  }
  setTimeout(() => sound.pause(), toneLasts);
  say('speaker', 'ask');
  const asks = byId('test-heard');
  if (asks) asks.hidden = false;
}

document.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  if (button?.id === 'test-start' && !running) void run();
  const heard = button?.dataset.heard;
  if (!heard) return;
  byId('test-start')?.focus();
  /** @type {HTMLElement} */ (byId('test-heard')).hidden = true;
  say('speaker', heard);
  conclude();
});
