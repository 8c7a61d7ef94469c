// @ts-check
// The form of a group (M11.3-02, -03): who is ticked stands above the list too, and the picture is cut to a square here: only that is sent.

const side = 256;
const form = () => document.querySelector('[data-group]');
const chosen = () => /** @type {HTMLElement} */ (document.getElementById('chosen'));
const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('#members input[type=checkbox]'));

function showChosen() {
  if (!form()) return;
  chosen().replaceChildren(
    ...[...boxes()]
      .filter((box) => box.checked)
      .map((box) => {
        const name = box.dataset.name ?? '';
        const tag = Object.assign(document.createElement('span'), { className: 'tag tag--a rm', textContent: name });
        const label = chosen().dataset.remove?.replace('{0}', name) ?? '';
        const button = Object.assign(document.createElement('button'), { type: 'button', ariaLabel: label, title: label });
        button.append(/** @type {HTMLTemplateElement} */ (document.getElementById('cross')).content.cloneNode(true));
        button.addEventListener('click', () => {
          box.checked = false;
          showChosen();
          document.getElementById('members-q')?.focus();
        });
        tag.append(button);
        return tag;
      }),
  );
}

document.addEventListener('change', (e) => {
  const field = /** @type {HTMLInputElement} */ (e.target);
  if (field.matches('#members input')) showChosen();
  if (field.id === 'picture' && field.files?.[0]) void cut(field, field.files[0]);
});
document.addEventListener('click', (e) => {
  if (/** @type {Element} */ (e.target).closest('#group-picture')) document.getElementById('picture')?.click();
});

/** @param {HTMLInputElement} field @param {File} file */
async function cut(field, file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (e) {
    console.info('picture:', e); // the server says what is wrong with it
    return;
  }
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#group-picture canvas'));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const size = Math.min(picture.width, picture.height);
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, side, side);
  pen.drawImage(picture, (picture.width - size) / 2, (picture.height - size) / 2, size, size, 0, 0, side, side);
  picture.close();
  canvas.hidden = false;
  const blob = await new Promise((/** @type {BlobCallback} */ done) => canvas.toBlob(done, 'image/jpeg', 0.92));
  const files = new DataTransfer();
  if (blob) files.items.add(new File([blob], 'group.jpg', { type: 'image/jpeg' }));
  field.files = files.files;
}

document.addEventListener('htmx:after:swap', showChosen);
showChosen();

export {};
