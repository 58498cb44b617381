/** Servers, sessions and sites, as the person sees and changes them. */
import { browser } from 'wxt/browser';
import type { Answer, OptionsAsks, ServerShown, SiteShown } from '../../messages';
import { button, fill, h } from '../../panel/dom';

const part = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

async function ask<K extends keyof OptionsAsks>(name: K, send: OptionsAsks[K]['send']): Promise<OptionsAsks[K]['answer'] | undefined> {
  const answer = (await browser.runtime.sendMessage({ ask: name, send })) as Answer<OptionsAsks[K]['answer']>;
  if (answer.ok) return answer.value;
  say(`${answer.failure.says} ${answer.failure.next}`);
  return undefined;
}

function say(words: string): void {
  part('said').textContent = words;
}

async function show(): Promise<void> {
  const known = (await ask('servers', {})) ?? [];
  fill(part('list'), ...known.toSorted((a, b) => Number(b.active) - Number(a.active)).map(server));
  fill(part('rows'), ...((await ask('sites', {})) ?? []).map(site));
}

function server({ address, active, person, until }: ServerShown): HTMLElement {
  const who = person ? `signed in as ${person} until ${new Date(until).toLocaleString()}` : 'signed out';
  return h(
    'li',
    {},
    h('div', { class: 'who' }, h('strong', {}, address), active ? ' in use' : '', h('br'), who),
    !active && button('Use', () => void ask('use', { address }).then(show)),
    Boolean(person) && button('Sign out', () => void ask('signOut', { address }).then(show)),
    button('Forget', () => void ask('forget', { address }).then(show)),
  );
}

function site({ name, label, off, health }: SiteShown): HTMLElement {
  const box = h('input', { type: 'checkbox', 'aria-label': `${label} on`, checked: !off.by, disabled: off.by === 'operator' });
  box.addEventListener('change', () => void ask('switch', { site: name, on: box.checked }).then(show));
  const state = health ? `${health.works ? 'Works' : 'Trouble'}: ${health.says} (${new Date(health.at).toLocaleString()})` : 'Not used yet';
  return h('tr', {}, h('td', {}, label), h('td', {}, box), h('td', {}, off.by === 'operator' ? `Switched off for everybody: ${off.why}` : state));
}

part<HTMLFormElement>('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const address = part<HTMLInputElement>('address').value;
  const code = part<HTMLInputElement>('code').value;
  void signIn(address, code);
});

/** Where a code is shown, for the address that stands in the form. */
function point(): void {
  const link = part<HTMLAnchorElement>('console');
  try {
    const { protocol, origin } = new URL(part<HTMLInputElement>('address').value);
    link.href = `${origin}/extension`;
    link.hidden = !['http:', 'https:'].includes(protocol);
  } catch {
    link.hidden = true;
  }
}
part('address').addEventListener('input', point);
point();

async function signIn(address: string, code: string): Promise<void> {
  const { protocol, host } = new URL(address);
  // A server elsewhere is one more place that we may speak to, so the browser asks the person.
  if (protocol === 'https:' && !(await browser.permissions.request({ origins: [`https://${host}/*`] }))) {
    return say('Without leave to speak to that server there is no signing in.');
  }
  const given = await ask('signIn', { address, code });
  if (given) {
    part<HTMLInputElement>('code').value = '';
    say(`Signed in as ${given.person}.`);
    await show();
  }
}

part<HTMLFormElement>('other').addEventListener('submit', (event) => {
  event.preventDefault();
  const { origin, protocol } = new URL(part<HTMLInputElement>('origin').value);
  if (protocol !== 'https:') return say('Only https pages can be added.');
  void allow(origin);
});

async function allow(origin: string): Promise<void> {
  if (!(await browser.permissions.request({ origins: [`${origin}/*`] }))) return say('Not allowed.');
  await ask('allowed', { origin });
  say(`${origin} is on. Load its pages again.`);
}

void show();
