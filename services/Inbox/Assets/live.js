// Keeps My alerts current: every event carries the whole list, so nothing is missed after sleep. One stream a browser: the tab that holds
// the lock listens and hands each event on to the others.
const live = document.getElementById('live');
if (live) {
  const name = `alerts-${live.dataset.person}`;
  const said = document.getElementById('said');
  const state = document.getElementById('live-state');
  const others = new BroadcastChannel(name);
  const silence = 45000; // three pings
  let stream, heard = Date.now();

  const open = () => new Map([...live.querySelectorAll('[data-open=yes]')].map(a => [a.dataset.notice, a.dataset.say]));

  const show = html => {
    const before = open();
    const focused = live.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    const sameTarget = () => [...live.querySelectorAll(`a[href="${focused}"]`)]; // an alert that was handed over has two links
    const which = focused ? sameTarget().indexOf(document.activeElement) - sameTarget().length : 0; // counted from the end: the list is last
    const unfolded = [...live.querySelectorAll('details[open]')].map(d => d.id);
    live.innerHTML = html;
    for (const id of unfolded) document.getElementById(id)?.setAttribute('open', '');
    if (focused) (sameTarget().at(which) ?? sameTarget()[0])?.focus();
    const now = open();
    document.title = document.title.replace(/^\(\d+\) /, '').replace(/^/, now.size ? `(${now.size}) ` : '');
    const fresh = [...now].filter(([notice]) => !before.has(notice));
    if (fresh.length === 1) said.textContent = `New alert: ${fresh[0][1]}`;
    if (fresh.length > 1) said.textContent = `${fresh.length} new alerts`;
  };

  const take = ({ type, html }) => {
    heard = Date.now();
    tell(true);
    if (type === 'list') show(html);
  };

  const tell = alive => {
    state.hidden = false;
    state.textContent = alive ? 'This page updates by itself.' : 'Live updates have stopped. Reload this page to see new alerts.';
  };

  const listen = () => {
    stream?.close();
    stream = new EventSource(live.dataset.stream);
    for (const type of ['list', 'ping'])
      stream.addEventListener(type, e => { take({ type, html: e.data }); others.postMessage({ type, html: e.data }); });
  };

  others.onmessage = e => take(e.data);
  navigator.locks.request(name, () => { listen(); return new Promise(() => {}); });
  setInterval(() => {
    if (Date.now() - heard < silence) return;
    tell(false);
    if (stream) { heard = Date.now() - silence / 2; listen(); } // a connection that sleep has cut may never say so
  }, 5000);
}
