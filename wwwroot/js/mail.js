// @ts-check
// A call-back request: an e-mail address that is clicked during a call opens the mail program with what the call is about (M6.3.16-01).

document.addEventListener(
  'click',
  (e) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (e.target).closest('a[href^="mailto:"]'));
    if (!link) return;
    const call = /** @type {HTMLElement | null} */ (document.querySelector('#call-widget [data-mail-subject]'));
    const address = link.href.split('?')[0] ?? '';
    const subject = encodeURIComponent(call?.dataset.mailSubject ?? '');
    const body = encodeURIComponent((call?.dataset.mailBody ?? '').replace(/\r?\n/g, '\r\n'));
    link.href = call ? `${address}?subject=${subject}&body=${body}` : address;
  },
  true,
);
