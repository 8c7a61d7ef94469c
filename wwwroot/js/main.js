// @ts-check
// The page's scripts. Each looks after one thing and knows the others by their events and data attributes.
import './fence.js';
import './line.js';
import './live.js';
import './call-widget.js';
import './shell.js';
import './dial.js';
import './call-log.js';
import './shortcuts.js';

// The settings pages' own script comes with the first of them.
const settings = () => document.querySelector('main nav.sub') && import('./settings.js');
settings();
document.addEventListener('htmx:after:swap', settings);

// Likewise the choice of audio devices.
const audio = () => document.querySelector('#audio') && import('./audio-settings.js');
audio();
document.addEventListener('htmx:after:swap', audio);
document.getElementById('pop-audio')?.addEventListener('beforetoggle', () => void import('./audio-settings.js').then((s) => s.showAudio()));
