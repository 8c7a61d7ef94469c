// @ts-check
/*
 * The buttons and lights of a headset (B11), by WebHID: what is pressed there is pressed in the call widget, and the lights follow the widget.
 * The browser keeps which headsets it may use; of its tabs the one with the line presses and lights.
 */
import { buttonOf, callIn } from './call-widget.js';
import { HeadsetReports, isHeadset, telephony } from './headset-reports.js';

/** @typedef {import('./headset-reports.js').Lights} Lights */

/** So soon after our lights a hook switch that moves is their echo. */
const echo = 300;

const hid = /** @type {any} */ (navigator).hid;

const isOthersTab = () => document.documentElement.dataset.lineState === 'other-tab';

/** What the widget shows, as lights. @returns {Lights} */
function wanted() {
  const talks = callIn('active') ?? callIn('ringing-out');
  const held = callIn('held');
  return {
    ring: !!callIn('incoming'),
    offHook: !!(talks ?? held),
    hold: !talks && !!held,
    mute: talks?.dataset.muted === 'true',
  };
}

class Headset {
  #device;
  #reports;
  #shown = '';
  #litAt = -Infinity;
  /** Lights are sent one after another, the newest only. @type {Promise<void>} */
  #sending = Promise.resolve();

  /** @param {any} device an HIDDevice that is open */
  constructor(device) {
    this.#device = device;
    this.#reports = new HeadsetReports(device);
    device.addEventListener('inputreport', (/** @type {any} */ e) => this.#hear(e.reportId, e.data));
  }

  get name() {
    return this.#device.productName;
  }

  follow() {
    const lights = wanted();
    const shown = JSON.stringify(lights);
    if (shown === this.#shown || isOthersTab()) return;
    this.#shown = shown;
    this.#sending = this.#sending.then(() => this.#show(lights)).catch((e) => console.info('headset:', e)); // unplugged just now
  }

  /** @param {Lights} lights */
  async #show(lights) {
    for (const { id, data } of this.#reports.write(lights)) await this.#device.sendReport(id, data);
    this.#litAt = performance.now();
  }

  /** A headset echoes what our lights tell it, so a switch counts only where it changes something. @param {number} id @param {DataView} data */
  #hear(id, data) {
    const now = performance.now();
    for (const { button, to } of this.#reports.read(id, data, now)) {
      if (isOthersTab()) continue;
      const talks = callIn('active') ?? callIn('ringing-out') ?? callIn('held');
      if (button === 'hook' && to !== 'off' && callIn('incoming') && !(to === 'on' && talks)) buttonOf('answer')?.click();
      else if (button === 'hook' && to !== 'on' && talks && !(to === 'toggle' && now - this.#litAt < echo)) buttonOf('hang-up')?.click();
      else if (button === 'drop') (buttonOf('refuse') ?? buttonOf('hang-up'))?.click();
      else if (button === 'flash') buttonOf('hold')?.click();
      else if (button === 'mute' && callIn('active') && (to === 'toggle' || (to === 'on') !== wanted().mute)) buttonOf('mute')?.click();
    }
  }
}

/** By device. @type {Map<any, Headset>} */
const headsets = new Map();
let failed = false;

async function look() {
  if (!hid) return tell();
  failed = false;
  for (const device of await hid.getDevices()) {
    if (headsets.has(device) || !isHeadset(device)) continue;
    try {
      if (!device.opened) await device.open();
    } catch (e) {
      console.info('headset:', e); // another program has it
      failed = true;
      continue;
    }
    headsets.set(device, new Headset(device));
  }
  follow();
  tell();
}

const follow = () => headsets.forEach((headset) => headset.follow());

/* ---- the part of the audio page ---- */

function tell() {
  const part = document.getElementById('headset');
  if (!part) return;
  const said = /** @type {HTMLElement} */ (part.querySelector('[role=status]'));
  const names = [...headsets.values()].map((headset) => headset.name);
  for (const button of part.querySelectorAll('button')) {
    button.hidden = !hid || (button.id === 'forget-headset' && names.length === 0);
  }
  const { unsupported, paired, failed: inUse, none } = said.dataset;
  const words = !hid ? unsupported : names.length > 0 ? paired?.replace('{0}', names.join(', ')) : failed ? inUse : none;
  if (said.textContent !== words) said.textContent = words ?? '';
}

async function pair() {
  await hid.requestDevice({ filters: [{ usagePage: telephony }] }); // nothing chosen: an empty list
  await look();
}

async function forget() {
  for (const device of [...headsets.keys()]) {
    headsets.delete(device);
    await device.forget();
  }
  tell();
}

document.addEventListener('click', (e) => {
  const id = /** @type {Element} */ (e.target).closest('button')?.id;
  if (id === 'pair-headset') void pair();
  else if (id === 'forget-headset') void forget();
});
hid?.addEventListener('connect', () => void look());
hid?.addEventListener('disconnect', (/** @type {any} */ e) => {
  headsets.delete(e.device);
  tell();
});
document.addEventListener('htmx:after:swap', () => {
  follow();
  tell();
});
document.addEventListener('calls:gone', follow);
document.addEventListener('line:state', follow);
void look();
