// @ts-check
// What this browser speaks and hears with. Kept by the browser, since devices are the machine's; all tabs follow a change.

const key = 'connectme.audio-devices';

/**
 * @typedef {object} AudioChoice
 * @property {string} microphone     a deviceId; empty: what the browser takes
 * @property {string} speaker        likewise, in calls
 * @property {string} ringer         likewise, for ringing
 * @property {number} callVolume     0 to 100
 * @property {number} ringVolume     0 to 100
 * @property {boolean} suppressNoise
 */

/** @type {AudioChoice} */
const standard = { microphone: '', speaker: '', ringer: '', callVolume: 100, ringVolume: 100, suppressNoise: true };

/** @returns {AudioChoice} */
export function audioChoice() {
  try {
    return { ...standard, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch (e) {
    console.info('audio:', e); // somebody else wrote there
    return standard;
  }
}

/** @param {Partial<AudioChoice>} part */
export function chooseAudio(part) {
  localStorage.setItem(key, JSON.stringify({ ...audioChoice(), ...part }));
  tell();
}

const tell = () => document.dispatchEvent(new CustomEvent('audio:chosen'));
addEventListener('storage', (e) => e.key === key && tell());

/**
 * Plays this element where and as loud as was chosen, from now on: a headset that is plugged in again gets its sound back.
 * @param {HTMLAudioElement} element
 * @param {'speaker' | 'ringer'} use
 */
export function playsOn(element, use) {
  const follow = async () => {
    const choice = audioChoice();
    element.volume = Math.min(100, Math.max(0, choice[use === 'speaker' ? 'callVolume' : 'ringVolume'])) / 100;
    if (!('setSinkId' in element)) return; // the system's device
    try {
      await element.setSinkId(choice[use]);
    } catch (e) {
      console.info('audio:', e); // not plugged in now
      await element.setSinkId('');
    }
  };
  document.addEventListener('audio:chosen', () => void follow());
  navigator.mediaDevices?.addEventListener('devicechange', () => void follow());
  void follow();
}
