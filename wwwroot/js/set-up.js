// @ts-check
// The set-up: to the first field that is refused, and the language without a further click.

/** @type {HTMLElement | null} */ (document.querySelector('[aria-invalid="true"]'))?.focus();

document.getElementById('l')?.addEventListener('change', (e) => /** @type {HTMLSelectElement} */ (e.target).form?.requestSubmit());
