// @ts-check
// The browser's one event stream, shared by its tabs. To look into it: chrome://inspect/#workers.
import { LiveStream } from './live-stream.js';

/** @type {Set<MessagePort>} */
const tabs = new Set();
const stream = new LiveStream((message) => tabs.forEach((tab) => tab.postMessage(message)));

addEventListener('connect', (e) => {
  const [tab] = /** @type {MessageEvent} */ (e).ports;
  if (!tab) return;
  tab.onmessage = ({ data }) => {
    switch (data.type) {
      case 'open':
        tabs.add(tab);
        if (stream.isOpen) tab.postMessage({ type: 'open' });
        stream.open(data.user);
        break;
      case 'retry':
        stream.retry();
        break;
      case 'bye':
        tabs.delete(tab);
        if (tabs.size === 0) stream.close();
        break;
    }
  };
});
