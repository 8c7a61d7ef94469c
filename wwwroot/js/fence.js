// @ts-check
/*
 * What every request of htmx passes, and what its answers may do. The only file that knows how htmx names its events' details
 * (facts and traps: docs/decisions/0003).
 */
import { lineId } from './line-id.js';
import { showSignedOut, toast } from './shell.js';

/** @typedef {{ sourceElement: Element, target?: Element, request: any, response?: { status: number, headers: Headers }, text?: string }} Context */

const meta = (/** @type {string} */ name) => /** @type {HTMLMetaElement | null} */ (document.querySelector(`meta[name=${name}]`))?.content ?? '';
const words = /** @type {HTMLElement} */ (document.getElementById('words'));

/** A newer build answered: the next navigation loads the whole page, if no call runs in this one. */
let serverIsNewer = false;

/** @param {Event} e @returns {Context} */
export const contextOf = (e) => /** @type {CustomEvent} */ (e).detail.ctx;

/** A POST outside htmx, with what every POST carries. @param {string} url @param {Record<string, string>} fields @param {AbortSignal} [signal] */
export async function post(url, fields, signal) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { RequestVerificationToken: meta('csrf'), 'HX-Request': 'true' },
    body: new URLSearchParams({ line: lineId(), ...fields }),
    signal: signal ?? null,
  });
  if (response.status === 401) showSignedOut();
  return response;
}

document.addEventListener('htmx:config:request', (e) => {
  const { request, sourceElement } = contextOf(e);
  if (request.method !== 'GET') request.headers.RequestVerificationToken = meta('csrf');
  if (request.method === 'POST' && /^\/(calls|supervision)\b/.test(request.action)) request.body.set('line', lineId());
  if (serverIsNewer && request.headers['HX-Boosted'] && sourceElement instanceof HTMLAnchorElement && !document.querySelector('[data-call]')) {
    e.preventDefault();
    location.assign(request.action);
  }
});

document.addEventListener('htmx:after:request', (e) => {
  const { response, target, text, sourceElement } = contextOf(e);
  const build = response?.headers.get('X-Build');
  if (build && build !== meta('build')) serverIsNewer = true;
  if (response?.status === 422 && target?.id === 'calls') {
    e.preventDefault(); // the widget stays as it is; what was refused is said where it was asked
    refused(sourceElement, new DOMParser().parseFromString(text ?? '', 'text/html').body.textContent?.trim() ?? '');
  }
});

/** @param {Element} source @param {string} reason */
function refused(source, reason) {
  if (source.id === 'dial') document.dispatchEvent(new CustomEvent('dial:refused', { detail: reason }));
  else toast(reason);
}

document.addEventListener('htmx:response:error', (e) => {
  const { response, sourceElement } = contextOf(e);
  if (response?.status === 401) showSignedOut();
  else if (response?.status !== 422 && !sourceElement.hasAttribute('data-live')) toast(words.dataset.failed ?? ''); // 422: the form says it
});

document.addEventListener('htmx:error', (e) => {
  const ctx = contextOf(e);
  if (ctx && !ctx.sourceElement.hasAttribute('data-live')) toast(words.dataset.failed ?? '');
});

// Without this the address of a page that could not be had is pushed all the same.
document.addEventListener('htmx:before:history:update', (e) => {
  if (/** @type {CustomEvent} */ (e).detail.response?.status >= 400) e.preventDefault();
});
