// @ts-check
// The user's photo: chosen or dropped, cut to a square here, and only the square is sent (M14.1-01). Sliders and arrows do what dragging does.

const side = 512;
const byId = (/** @type {string} */ id) => document.getElementById(id);
const slider = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (byId(`crop-${name}`));
const canvas = () => /** @type {HTMLCanvasElement} */ (byId('crop-shown'));
const field = () => /** @type {HTMLInputElement} */ (byId('photo'));

/** @type {ImageBitmap | undefined} */
let photo;

document.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  if (button?.id === 'choose-photo') field().click();
  if (button?.id === 'crop-done') void send();
});

document.addEventListener('change', (e) => {
  const chosen = /** @type {HTMLInputElement} */ (e.target);
  if (chosen.id === 'photo' && chosen.files?.[0]) void open(chosen.files[0]);
});

document.addEventListener('input', (e) => {
  if (/** @type {Element} */ (e.target).matches('#crop input')) draw();
});

/** @param {File} file */
async function open(file) {
  try {
    photo = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (e) {
    console.info('photo:', e);
    const said = /** @type {HTMLElement} */ (byId('photo-said'));
    said.replaceChildren(Object.assign(document.createElement('p'), { className: 'err', id: 'photo-e', textContent: said.dataset.broken }));
    field().value = '';
    return;
  }
  for (const [name, at] of [['zoom', '100'], ['across', '50'], ['down', '50']]) slider(name ?? '').value = at ?? '';
  /** @type {HTMLDialogElement} */ (byId('crop')).showModal();
  draw();
}

/** How many pixels of the photo are shown, and how many are hidden beside and below them. @param {ImageBitmap} of */
function shown(of) {
  const size = (Math.min(of.width, of.height) * 100) / Number(slider('zoom').value);
  return { size, beside: of.width - size, below: of.height - size };
}

function draw() {
  if (!photo) return;
  const { size, beside, below } = shown(photo);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas().getContext('2d'));
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, side, side);
  pen.drawImage(photo, (beside * Number(slider('across').value)) / 100, (below * Number(slider('down').value)) / 100, size, size, 0, 0, side, side);
}

async function send() {
  const blob = await new Promise((/** @type {BlobCallback} */ done) => canvas().toBlob(done, 'image/jpeg', 0.92));
  const files = new DataTransfer();
  if (blob) files.items.add(new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
  field().files = files.files;
  /** @type {HTMLDialogElement} */ (byId('crop')).close();
  /** @type {HTMLFormElement} */ (byId('photo-form')).requestSubmit();
  photo?.close();
  photo = undefined;
}

/* ---- dragging within the square ---- */

/** @type {{ x: number, y: number, across: number, down: number } | undefined} */
let grip;

document.addEventListener('pointerdown', (e) => {
  if (e.target !== canvas() || !photo) return;
  canvas().setPointerCapture(e.pointerId);
  grip = { x: e.clientX, y: e.clientY, across: Number(slider('across').value), down: Number(slider('down').value) };
});

document.addEventListener('pointermove', (e) => {
  if (!grip || !photo) return;
  const { size, beside, below } = shown(photo);
  const scale = size / canvas().clientWidth; // pixels of the photo in one of the screen
  if (beside > 0) slider('across').value = String(grip.across - ((e.clientX - grip.x) * scale * 100) / beside);
  if (below > 0) slider('down').value = String(grip.down - ((e.clientY - grip.y) * scale * 100) / below);
  draw();
});

document.addEventListener('pointerup', () => (grip = undefined));
document.addEventListener('pointercancel', () => (grip = undefined));

/* ---- a file that is dropped on the photo ---- */

const zone = (/** @type {Event} */ e) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest?.('[data-photo]'));

document.addEventListener('dragover', (e) => {
  if (!zone(e) || !e.dataTransfer?.types.includes('Files')) return;
  e.preventDefault();
  zone(e)?.classList.add('drop-here');
});
document.addEventListener('dragleave', (e) => zone(e)?.classList.remove('drop-here'));
document.addEventListener('drop', (e) => {
  const place = zone(e);
  if (!place) return;
  e.preventDefault();
  place.classList.remove('drop-here');
  const file = e.dataTransfer?.files[0];
  if (file) void open(file);
});

export {};
