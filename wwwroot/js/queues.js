// @ts-check
// The own order of the queues: their tiles are dragged, or moved with the arrow keys from their handle. The order is saved at each drop.
import { post } from './fence.js';

const tiles = () => /** @type {HTMLElement | null} */ (document.querySelector('#tiles[data-queues=own]'));

/** @param {EventTarget | null} at @returns {HTMLElement | null} */
const tileOf = (at) => (at instanceof Element && tiles()?.contains(at) ? at.closest('.tile') : null);

/** @type {HTMLElement | null} */
let dragged = null;

function save() {
  const all = tiles();
  const order = [.../** @type {NodeListOf<HTMLElement>} */ (all?.querySelectorAll('.tile') ?? [])].map((tile) => tile.dataset.queue ?? '');
  if (all?.dataset.order) void post(all.dataset.order, { queues: order.join(',') });
}

document.addEventListener('dragstart', (e) => {
  dragged = tileOf(e.target);
  if (!dragged || !e.dataTransfer) return;
  dragged.classList.add('drag');
  e.dataTransfer.effectAllowed = 'move';
  e.dataTransfer.setData('text/plain', dragged.dataset.queue ?? '');
});

document.addEventListener('dragover', (e) => {
  const over = dragged && tileOf(e.target);
  if (!dragged || !over) return;
  e.preventDefault();
  if (over === dragged) return;
  const all = [...(tiles()?.children ?? [])];
  if (all.indexOf(dragged) < all.indexOf(over)) over.after(dragged);
  else over.before(dragged);
});

document.addEventListener('drop', (e) => {
  if (dragged && tileOf(e.target)) e.preventDefault();
});

document.addEventListener('dragend', () => {
  if (!dragged) return;
  dragged.classList.remove('drag');
  dragged = null;
  save();
});

document.addEventListener('keydown', (e) => {
  const handle = e.target instanceof Element ? /** @type {HTMLElement | null} */ (e.target.closest('[data-moves]')) : null;
  const tile = handle && tileOf(handle);
  if (!handle || !tile) return;
  const back = e.key === 'ArrowLeft' || e.key === 'ArrowUp';
  const on = e.key === 'ArrowRight' || e.key === 'ArrowDown';
  const beside = back ? tile.previousElementSibling : on ? tile.nextElementSibling : null;
  if (back || on) e.preventDefault();
  if (!beside) return;
  if (back) beside.before(tile);
  else beside.after(tile);
  handle.focus();
  save();
});
