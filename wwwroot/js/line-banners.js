// @ts-check

/**
 * What there is to say about the line and the microphone. The banners come with the layout (OpenLine/_LineBanners.cshtml), so in
 * the user's language.
 * @param {'microphone-ask' | 'notices-ask' | 'microphone-denied' | 'line-problem'} name
 * @param {boolean} show
 * @param {string} [text]
 */
export function banner(name, show, text) {
  const element = document.getElementById(name);
  if (!element) return;
  if (text) element.querySelector('.gr')?.replaceChildren(text);
  element.hidden = !show;
}
