// @ts-check
// The pages before sign-in: look at the typed password, and choose the language without a further click.

const password = /** @type {HTMLInputElement | null} */ (document.getElementById('p'));
const show = /** @type {HTMLButtonElement | null} */ (document.getElementById('show'));
if (password && show) {
  show.hidden = false;
  show.addEventListener('click', () => {
    const shown = password.type === 'text';
    password.type = shown ? 'password' : 'text';
    show.setAttribute('aria-pressed', String(!shown));
    password.focus();
  });
}

const language = /** @type {HTMLSelectElement} */ (document.getElementById('l'));
language.addEventListener('change', () => language.form?.requestSubmit());
