// @ts-check
// A long press on a message copies the whole of it (M11.1-06); so does Enter, or Ctrl C, on a message that the arrow keys went to.
const longPress = 500; // ms
const moves = 10; // px: then it is scrolling

/** @param {HTMLElement} message */
async function copy(message) {
  await navigator.clipboard.writeText(message.textContent ?? '');
  message.classList.add('held');
  setTimeout(() => message.classList.remove('held'), 600);
  const said = document.getElementById('chat-said');
  const words = /** @type {HTMLElement | null} */ (message.closest('[data-chat]'))?.dataset.copied ?? '';
  if (!said) return;
  said.textContent = ''; // said anew also when it says the same
  requestAnimationFrame(() => (said.textContent = words));
  const { toast } = await import('./shell.js');
  toast(words);
}

const messageOf = (/** @type {EventTarget | null} */ target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest('.msgs .m') : null);

/* ---- pressing ---- */

/** @type {{ x: number, y: number, timer: ReturnType<typeof setTimeout>, done: boolean } | undefined} */
let press;

document.addEventListener('pointerdown', (e) => {
  const message = messageOf(e.target);
  if (!message || e.button !== 0) return;
  const timer = setTimeout(() => {
    if (press) press.done = true;
    if (String(getSelection()) && e.pointerType === 'mouse') return; // they mark a part of it
    void copy(message).catch((error) => console.info('copy:', error));
  }, longPress);
  press = { x: e.clientX, y: e.clientY, timer, done: false };
});

function release() {
  clearTimeout(press?.timer);
}
document.addEventListener('pointermove', (e) => {
  if (press && Math.hypot(e.clientX - press.x, e.clientY - press.y) > moves) release();
});
document.addEventListener('pointerup', release);
document.addEventListener('pointercancel', release);
// After a long press nothing else is meant: no link is followed, no menu opens.
document.addEventListener(
  'click',
  (e) => {
    if (press?.done && messageOf(e.target)) e.preventDefault();
    press = undefined;
  },
  true,
);
document.addEventListener('contextmenu', (e) => {
  if (press?.done && messageOf(e.target)) e.preventDefault();
});

/* ---- with the keyboard ---- */

document.addEventListener('keydown', (e) => {
  const log = e.target instanceof Element ? e.target.closest('.msgs') : null;
  if (!log || e.altKey) return;
  const message = messageOf(e.target);
  const all = /** @type {HTMLElement[]} */ ([...log.querySelectorAll('.m')]);
  if (e.key === 'ArrowUp' || e.key === 'ArrowDown') {
    const at = message ? all.indexOf(message) + (e.key === 'ArrowUp' ? -1 : 1) : all.length - 1;
    if (!all[at]) return;
    e.preventDefault();
    all[at].focus();
  } else if (e.target === message && message && (e.key === 'Enter' || (e.key === 'c' && (e.ctrlKey || e.metaKey) && !String(getSelection())))) {
    e.preventDefault();
    void copy(message).catch((error) => console.info('copy:', error));
  }
});

export {};
