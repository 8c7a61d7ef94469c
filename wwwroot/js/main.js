// @ts-check
// The page's scripts. Each looks after one thing and knows the others by their events and data attributes.
import './fence.js';
import './line.js';
import './live.js';
import './call-widget.js';
import './shell.js';
import './dial.js';
import './faces.js';
import './lines.js';
import './call-log.js';
import './shortcuts.js';
import './push.js';
import './mail.js';
import './chat-notice.js';

// The settings pages' own script comes with the first of them, or of what opens a dialog or is copied.
const settings = () => document.querySelector('main :is(nav.sub, [data-opens], [data-copy])') && import('./settings.js');
settings();
document.addEventListener('htmx:after:swap', settings);

// Likewise the choice of one's photo.
const photo = () => document.querySelector('[data-photo]') && import('./photo.js');
photo();
document.addEventListener('htmx:after:swap', photo);

// Likewise the company's sounds.
const sounds = () => document.querySelector('[data-sound], [data-sound-play]') && import('./sounds.js');
sounds();
document.addEventListener('htmx:after:swap', sounds);

// Likewise the players of recordings.
const players = () => document.querySelector('[data-player]') && import('./recordings.js');
players();
document.addEventListener('htmx:after:swap', players);

// Likewise the contacts.
const contacts = () => document.querySelector('[data-contacts]') && import('./contacts.js');
contacts();
document.addEventListener('htmx:after:swap', contacts);

// Likewise the order of the queues.
const queues = () => document.querySelector('[data-queues=own]') && import('./queues.js');
queues();
document.addEventListener('htmx:after:swap', queues);

// Likewise the dashboard.
const dashboard = () => document.querySelector('[data-dashboard]') && import('./dashboards.js');
dashboard();
document.addEventListener('htmx:after:swap', dashboard);

// Likewise what colleagues write to each other.
const chat = () => document.querySelector('#main .chatl') && import('./chat.js');
chat();
document.addEventListener('htmx:after:swap', chat);

// Likewise the calendar.
const calendar = () => document.querySelector('[data-calendar]') && import('./calendar.js');
calendar();
document.addEventListener('htmx:after:swap', calendar);

// Likewise the test of the connection.
const test = () => document.querySelector('#connection-test') && import('./connection-test.js');
test();
document.addEventListener('htmx:after:swap', test);

// Likewise the applications page, or when the browser offers to install: it does so once, on whatever page.
const applications = () => document.querySelector('#applications') && import('./applications.js');
applications();
document.addEventListener('htmx:after:swap', applications);
addEventListener('beforeinstallprompt', (e) => {
  e.preventDefault(); // no bar over the page: there is a button
  void import('./applications.js').then(({ offered }) => offered(e));
});

// Likewise the search, with the first focus in its field.
document.getElementById('q')?.addEventListener('focus', () => import('./search.js'), { once: true });

// Likewise the buttons of a headset, when there is one that this page may use, and the choice of audio devices.
const headset = () => import('./headset.js');
const hid = document.getElementById('call-widget') ? /** @type {any} */ (navigator).hid : undefined;
void hid?.getDevices().then((/** @type {unknown[]} */ paired) => paired.length > 0 && headset());
hid?.addEventListener('connect', headset);
const audio = () => document.querySelector('#audio') && (void headset(), import('./audio-settings.js'));
audio();
document.addEventListener('htmx:after:swap', audio);
document.getElementById('pop-audio')?.addEventListener('beforetoggle', () => void import('./audio-settings.js').then((s) => s.showAudio()));
