// @ts-check
// The wallboard: it reads itself anew when the queues change, and goes on by itself after the server was away. Nobody is there to press a key.
import { LiveStream } from './live-stream.js';

const wall = /** @type {HTMLElement} */ (document.getElementById('wall'));
const away = /** @type {HTMLElement} */ (document.getElementById('away'));
/** The server's clock minus this browser's. */
let skew = 0;
let reading = false;
let again = false;

async function read() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  again = false;
  try {
    const answer = await fetch('/queues/wallboard?handler=figures', { headers: { 'HX-Request': 'true' } });
    if (answer.ok && !answer.redirected) {
      wall.innerHTML = await answer.text();
      follow();
    } else if (answer.status === 401 || answer.redirected) location.reload();
  } catch {
    // The stream says so, and asks again when the server is back.
  }
  reading = false;
  if (again) setTimeout(read, 250);
}

function follow() {
  const now = Number(/** @type {HTMLDataElement | null} */ (document.getElementById('wall-now'))?.value);
  if (now) skew = now - Date.now();
  tick();
}

function tick() {
  for (const time of /** @type {NodeListOf<HTMLElement>} */ (wall.querySelectorAll('time[data-since]'))) {
    const seconds = Math.max(0, Math.floor((Date.now() + skew - Number(time.dataset.since)) / 1000));
    const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
    time.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }
}

/** @param {boolean} isAway */
function show(isAway) {
  wall.toggleAttribute('data-stale', isAway);
  away.hidden = !isAway;
  away.textContent = isAway ? (wall.dataset.wordsAway ?? '') : '';
}

const stream = new LiveStream((message) => {
  if (message.type === 'away') return show(message.attempt > 1);
  if (message.type === 'signed-out') return location.reload();
  show(false);
  if (message.type !== 'changed' || message.topics.includes('queues')) void read();
});

stream.open(document.body.dataset.user ?? '');
addEventListener('pagehide', () => stream.close());
setInterval(tick, 1000);
// Waits grow too long, and periods pass, without anything that changes.
setInterval(read, 15_000);
follow();
