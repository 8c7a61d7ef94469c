// @ts-check
// ConnectMe as an app of this device: the button of the applications page, or how this browser does it.

/** @typedef {Event & { prompt(): Promise<{ outcome: string }> }} Offer */

/** @type {Offer | undefined} */
let offer;

/** The browser offers to install, once: main.js keeps it for this page. @param {Event} event */
export function offered(event) {
  offer = /** @type {Offer} */ (event);
  show();
}

function show() {
  const said = document.getElementById('install-said');
  const button = document.getElementById('install');
  if (!said || !button) return;
  button.hidden = !offer;
  said.textContent = said.dataset[how()] ?? '';
}

/** Names the text. */
function how() {
  const { userAgent, maxTouchPoints } = navigator;
  if (matchMedia('(display-mode: standalone)').matches) return 'installed';
  if (offer) return 'ready';
  if (!isSecureContext) return 'insecure';
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'ios'; // an iPad calls itself a Mac
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox/.test(userAgent)) return 'firefox';
  return /Chrome/.test(userAgent) ? 'chromium' : 'safari';
}

document.addEventListener('click', async (e) => {
  if (!(/** @type {Element} */ (e.target).closest('#install button')) || !offer) return;
  const asked = offer;
  offer = undefined; // it can be used once
  await asked.prompt();
  show();
});
addEventListener('appinstalled', () => {
  offer = undefined;
  show();
  const said = document.getElementById('install-said');
  if (said) said.textContent = said.dataset.installed ?? '';
});
document.addEventListener('htmx:after:swap', show);
show();
