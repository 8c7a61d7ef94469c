// @ts-check
// The page that the service worker shows while the server cannot be reached: in the language and colours of the pages before, and it tries again by itself.

const every = 6;
const kept = localStorage.getItem('connectme.language');
const spoken = kept === 'en' ? 'en' : 'nl';
const theme = /(?:^|; )connectme-theme=(light|dark)/.exec(document.cookie)?.[1];

document.documentElement.lang = spoken;
if (theme) document.documentElement.dataset.theme = theme;
for (const main of document.querySelectorAll('main')) main.hidden = main.lang !== spoken;
document.title = /** @type {HTMLElement} */ (document.querySelector(`main[lang=${spoken}]`)).dataset.title ?? document.title;

const reload = () => location.reload();
let left = every;

/** Until then the page says how long. */
function count() {
  for (const seconds of document.querySelectorAll('[data-seconds]')) seconds.textContent = String(left);
  if (left-- <= 0) reload();
}

count();
setInterval(count, 1000);
addEventListener('online', reload);
document.addEventListener('click', (e) => /** @type {Element} */ (e.target).closest('button') && reload());
