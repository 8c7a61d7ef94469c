// @ts-check
// Calls that come while no page is open: this browser's subscription to Web Push, its switch, and answering from the notification (sw.js).
import { post } from './fence.js';

const kept = 'connectme.push';
const works = 'serviceWorker' in navigator;
const can = works && 'PushManager' in window && 'Notification' in window;
// The service worker is one of this build: it keeps the files of the page that it shows when the server is away.
const build = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=build]'))?.content ?? '';
const registration = works ? navigator.serviceWorker.register(`/sw.js?build=${build}`) : Promise.reject(new Error('no service worker'));
registration.catch((e) => console.info('push:', e));
localStorage.setItem('connectme.language', document.documentElement.lang); // that page cannot ask the server

const wants = () => can && Notification.permission === 'granted' && localStorage.getItem(kept) === 'on';

/** @param {ArrayBuffer | null} bytes */
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=+$/, '');

/** Subscribes, or makes sure that the server knows: with another key, or another user, it is another subscription. @returns {Promise<boolean>} */
async function subscribe() {
  const { pushManager } = await registration;
  const key = await (await fetch('/push/key')).text();
  let subscription = await pushManager.getSubscription();
  if (subscription && base64url(subscription.options.applicationServerKey) !== key) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const response = await post('/push', { endpoint: subscription.endpoint, key: base64url(subscription.getKey('p256dh')), secret: base64url(subscription.getKey('auth')) });
  return response.ok;
}

async function unsubscribe() {
  const subscription = await (await registration).pushManager.getSubscription();
  if (!subscription) return;
  await post('/push/stop', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

/** The user allowed notifications: that is meant for calls with no page open too. */
export function wakeMe() {
  localStorage.setItem(kept, 'on');
  follow();
}

function follow() {
  if (wants()) subscribe().catch((e) => console.info('push:', e)); // no push service here: calls ring in open pages, as before
  show();
}

/* ---- the switch on the settings page ---- */

const switchOf = () => /** @type {HTMLInputElement | null} */ (document.getElementById('push'));
const say = (/** @type {string | undefined} */ text) => void (document.getElementById('push-said') && (/** @type {HTMLElement} */ (document.getElementById('push-said')).textContent = text ?? ''));
const words = () => /** @type {HTMLElement} */ (document.getElementById('push-said')).dataset;

function show() {
  const field = switchOf();
  if (!field) return;
  field.checked = wants();
  field.hidden = !can || Notification.permission === 'denied';
  say(!can ? words().unsupported : Notification.permission === 'denied' ? words().denied : '');
}

document.addEventListener('change', async (e) => {
  const field = switchOf();
  if (!field || e.target !== field) return;
  if (!field.checked) {
    localStorage.removeItem(kept);
    await unsubscribe().catch((error) => console.info('push:', error));
    return;
  }
  localStorage.setItem(kept, 'on');
  if (Notification.permission !== 'granted') await Notification.requestPermission();
  const done =
    wants() &&
    (await subscribe().catch((error) => {
      console.info('push:', error);
      return false;
    }));
  if (!done) localStorage.removeItem(kept);
  show();
  if (!done && Notification.permission === 'granted') say(words().failed);
});
document.addEventListener('htmx:after:swap', show);

/* ---- answering from the notification ---- */

/** @type {{ call: string, pressed: boolean } | undefined} */
let toAnswer;
const rests = 1000; // ms between two presses
let resting = false;

/** @param {string | null} call */
function take(call) {
  if (!call) return;
  toAnswer = { call, pressed: false };
  answer();
}

/**
 * The call is on the page as soon as the line is up: then it is taken, once. The browser knows of its line a moment before the server does, which
 * refuses what is pressed until then: it is pressed again until the call rings no more.
 */
function answer() {
  const line = document.documentElement.dataset.lineState ?? '';
  if (!toAnswer || resting || !['ready', 'no-microphone', 'other-tab'].includes(line)) return;
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById(`answer-${toAnswer.call}`));
  if (button) {
    toAnswer.pressed = resting = true;
    history.replaceState(history.state, '', location.pathname);
    button.click();
    setTimeout(rested, rests);
  } else if (toAnswer.pressed) {
    toAnswer = undefined;
  }
}

function rested() {
  resting = false;
  answer();
}

if (can) {
  navigator.serviceWorker.addEventListener('message', (e) => {
    if (e.data?.type === 'answer') take(e.data.call);
  });
}
document.addEventListener('htmx:after:swap', answer);
document.addEventListener('line:state', answer);

follow();
take(new URLSearchParams(location.search).get('answer'));
