// @ts-check
/*
 * What a headset says by its buttons and shows by its lights, read from its report descriptor (HID Usage Tables: telephony page 0x0B, LED page 0x08).
 * Knows bits, and nothing of calls.
 */

export const telephony = 0x0b;
/** Inputs. */
const buttons = { hook: 0x0b0020, flash: 0x0b0021, drop: 0x0b0026, mute: 0x0b002f };
/** Outputs. */
const lights = { mute: 0x080009, offHook: 0x080017, ring: 0x080018, hold: 0x080020 };

/** A button that springs back is up again within this. */
const longestPress = 1000;

/** @typedef {keyof typeof buttons} Button */
/** @typedef {{ mute: boolean, offHook: boolean, ring: boolean, hold: boolean }} Lights */
/** @typedef {{ usage: number, bit: number, item: any }} Field one bit of a report */

/** Where in the reports with this id each usage has its bit. @param {any[]} reports of a collection @returns {Map<number, { fields: Field[], bits: number }>} by report id */
function layout(reports) {
  return new Map(
    reports.map((report) => {
      /** @type {Field[]} */
      const fields = [];
      let bit = 0;
      for (const item of report.items ?? []) {
        for (let at = 0; at < item.reportCount; at++, bit += item.reportSize) {
          // The last usage named is that of all fields that follow (HID 1.11 §6.2.2.8).
          const usage = item.isRange ? item.usageMinimum + at : item.usages?.[Math.min(at, item.usages.length - 1)];
          if (item.reportSize === 1 && !item.isConstant && !item.isArray && usage !== undefined) fields.push({ usage, bit, item });
        }
      }
      return [report.reportId, { fields, bits: bit }];
    }),
  );
}

/** What the device has of usages: true when its hook switch can be read. @param {any} device an HIDDevice */
export const isHeadset = (device) => new HeadsetReports(device).knows('hook');

export class HeadsetReports {
  #inputs;
  #outputs;
  /** Since when each is down, of those that are. @type {Map<number, number>} */
  #down = new Map();

  /** @param {any} device an HIDDevice */
  constructor(device) {
    const own = device.collections.filter((/** @type {any} */ collection) => collection.usagePage === telephony);
    this.#inputs = layout(own.flatMap((/** @type {any} */ collection) => collection.inputReports ?? []));
    this.#outputs = layout(own.flatMap((/** @type {any} */ collection) => collection.outputReports ?? []));
  }

  /** @param {Button} button */
  knows(button) {
    return [...this.#inputs.values()].some((report) => report.fields.some((field) => field.usage === buttons[button]));
  }

  /**
   * The buttons that changed with this report. A switch keeps its place and says on or off; of a button that springs back only the press counts:
   * that is `toggle` (an on/off control is either, HID Usage Tables §3.4.1.2). Many a switch is described as if it sprang back: it is told by how
   * long it stays down.
   * @param {number} id
   * @param {DataView} data
   * @param {number} now in ms
   * @returns {{ button: Button, to: 'on' | 'off' | 'toggle' }[]}
   */
  read(id, data, now) {
    /** @type {{ button: Button, to: 'on' | 'off' | 'toggle' }[]} */
    const changes = [];
    for (const { usage, bit, item } of this.#inputs.get(id)?.fields ?? []) {
      if (bit >> 3 >= data.byteLength) break; // shorter than it said
      const on = ((data.getUint8(bit >> 3) >> (bit & 7)) & 1) === 1;
      const since = this.#down.get(usage);
      if (on) this.#down.set(usage, since ?? now);
      else this.#down.delete(usage);
      const button = /** @type {Button | undefined} */ (Object.keys(buttons).find((name) => buttons[/** @type {Button} */ (name)] === usage));
      if (!button || on === (since !== undefined)) continue;
      const isSwitch = item.isAbsolute && !item.hasPreferredState;
      if (on) changes.push({ button, to: isSwitch ? 'on' : 'toggle' });
      else if (isSwitch || (item.isAbsolute && now - (since ?? now) > longestPress)) changes.push({ button, to: 'off' });
    }
    return changes;
  }

  /** The reports that show these lights. @param {Lights} shown @returns {{ id: number, data: Uint8Array }[]} */
  write(shown) {
    return [...this.#outputs]
      .filter(([, { fields }]) => fields.some((field) => Object.values(lights).includes(field.usage)))
      .map(([id, { fields, bits }]) => {
        const data = new Uint8Array(Math.ceil(bits / 8));
        for (const { usage, bit } of fields) {
          const light = Object.keys(lights).find((name) => lights[/** @type {keyof Lights} */ (name)] === usage);
          if (light && shown[/** @type {keyof Lights} */ (light)]) data[bit >> 3] = (data[bit >> 3] ?? 0) | (1 << (bit & 7));
        }
        return { id, data };
      });
  }
}
