// @ts-check
// The step after the password: a digit a field as if they were one, and when another code can be asked for.

const digits = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('.otp input')]);

for (const [place, field] of digits.entries()) {
  field.removeAttribute('maxlength'); // what is pasted or filled in by the browser comes into one field
  field.addEventListener('input', () => spread(place, field.value));
  field.addEventListener('focus', () => field.select());
  field.addEventListener('keydown', (e) => {
    if (e.key === 'Backspace' && !field.value) digits[place - 1]?.focus();
    else if (e.key === 'ArrowLeft') digits[place - 1]?.focus();
    else if (e.key === 'ArrowRight') digits[place + 1]?.focus();
    else return;
    if (e.key !== 'Backspace') e.preventDefault();
  });
}

/** @param {number} place @param {string} typed */
function spread(place, typed) {
  const fields = digits.slice(place);
  const found = typed.replace(/\D/g, '').slice(0, fields.length);
  for (const [i, field] of fields.entries()) if (i === 0 || i < found.length) field.value = found[i] ?? '';
  if (!found) return;
  const next = fields[found.length] ?? digits[0]?.form?.querySelector('[type=submit]');
  /** @type {HTMLElement | null | undefined} */ (next)?.focus();
}

const wait = /** @type {HTMLElement | null} */ (document.querySelector('[data-wait]'));
const again = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-again]'));
if (wait && again) {
  const until = Date.now() + Number(wait.dataset.wait) * 1000;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    wait.hidden = left <= 0;
    again.hidden = left > 0;
    /** @type {HTMLElement} */ (wait.lastElementChild).textContent = `${Math.floor(left / 60)}:${String(Math.max(left, 0) % 60).padStart(2, '0')}`;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}

/* ---- passkeys: the form is sent when the browser has made or used one ---- */

const passkey = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-passkey]'));
const trouble = /** @type {HTMLElement | null} */ (document.querySelector('[data-passkey-trouble]'));
if (passkey?.form && !('parseCreationOptionsFromJSON' in (globalThis.PublicKeyCredential ?? {}))) tell('unable');
passkey?.form?.addEventListener('submit', async (e) => {
  if (passkey.value) return;
  e.preventDefault();
  const options = JSON.parse(passkey.dataset.options ?? '{}');
  try {
    const made =
      passkey.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    passkey.value = JSON.stringify(/** @type {PublicKeyCredential} */ (made).toJSON());
  } catch {
    tell('failed');
    return;
  }
  passkey.form?.requestSubmit();
});

/** @param {'unable' | 'failed'} what */
function tell(what) {
  const words = /** @type {HTMLElement | null | undefined} */ (trouble?.querySelector('span'));
  if (!trouble || !words) return;
  words.textContent = words.dataset[what] ?? '';
  trouble.hidden = false;
}
