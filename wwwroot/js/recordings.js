// @ts-check
// The players of recordings: one plays at a time. A player is what has data-player; its words come with it from the server.

/** @param {Element} player */
const soundOf = (player) => /** @type {HTMLAudioElement} */ (player.querySelector('audio'));

/** @param {Element} player */
const sliderOf = (player) => /** @type {HTMLInputElement} */ (player.querySelector('input'));

/** @param {string} words @param {...(string | number)} values */
const said = (words, ...values) => words.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)]));

/** @param {number} seconds */
function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}` : `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** @param {HTMLElement} player */
function show(player) {
  const sound = soundOf(player);
  const length = Number(player.dataset.length);
  const done = length ? Math.min(1, sound.currentTime / length) : 0;
  const slider = sliderOf(player);
  slider.value = String(Math.round(done * 1000));
  slider.setAttribute('aria-valuetext', said(player.dataset.position ?? '', clock(sound.currentTime), clock(length)));
  const at = player.querySelector('[data-shows=at]');
  if (at) at.textContent = clock(sound.currentTime);
  const bars = player.querySelectorAll('.wv rect');
  for (const [i, bar] of bars.entries()) bar.classList.toggle('p', i < done * bars.length);
  const button = /** @type {HTMLElement} */ (player.querySelector('[data-does=play]'));
  player.toggleAttribute('data-plays', !sound.paused);
  button.title = (sound.paused ? player.dataset.play : player.dataset.pause) ?? '';
  button.setAttribute('aria-label', button.title);
}

const speeds = [1, 1.5, 2, 0.75];

/** @param {HTMLElement} player @param {HTMLElement} button */
function changeSpeed(player, button) {
  const sound = soundOf(player);
  const next = speeds[(speeds.indexOf(sound.playbackRate) + 1) % speeds.length] ?? 1;
  sound.playbackRate = next;
  const shown = next.toLocaleString(document.documentElement.lang);
  button.textContent = `${shown}×`;
  button.setAttribute('aria-label', said(player.dataset.speed ?? '', shown));
}

/** @param {Element} player */
function play(player) {
  for (const other of document.querySelectorAll('[data-player]')) if (other !== player) soundOf(other).pause();
  soundOf(player)
    .play()
    .catch((e) => console.info('playing:', e));
}

document.addEventListener('click', (e) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest('[data-player] [data-does]'));
  const player = /** @type {HTMLElement | null} */ (button?.closest('[data-player]'));
  if (!button || !player) return;
  if (button.dataset.does === 'speed') changeSpeed(player, button);
  else if (soundOf(player).paused) play(player);
  else soundOf(player).pause();
});

document.addEventListener('input', (e) => {
  const slider = /** @type {HTMLInputElement} */ (e.target);
  const player = /** @type {HTMLElement | null} */ (slider.closest('[data-player]'));
  if (!player) return;
  soundOf(player).currentTime = (Number(slider.value) / 1000) * Number(player.dataset.length);
  show(player);
});

// Events of sound do not bubble: they are caught on their way down.
for (const happened of ['play', 'pause', 'timeupdate', 'ended', 'seeked']) {
  document.addEventListener(
    happened,
    (e) => {
      const player = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest?.('[data-player]'));
      if (player) show(player);
    },
    true,
  );
}

export {}; // a module: its names are its own
