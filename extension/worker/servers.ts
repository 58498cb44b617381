/** Servers and sessions. Addresses are kept; tokens live in memory, where no page can reach them. */
import { browser } from 'wxt/browser';
import type { ServerShown } from '../messages';
import { call, type Door, Refusal } from './api';

interface Session {
  readonly token: string;
  readonly person: string;
  readonly until: string;
}
interface Kept {
  readonly servers: readonly string[];
  readonly active: string;
}

export const HOME = 'http://127.0.0.1:8700';

export async function list(): Promise<readonly ServerShown[]> {
  const { servers, active } = await kept();
  const open = await sessions();
  return servers.map((address) => shown(address, active, open));
}

/** The server in use. Raises Refusal where nobody is signed in there. */
export async function door(): Promise<Door & { person: string }> {
  const { active } = await kept();
  const session = (await sessions())[active];
  if (!session) {
    throw new Refusal({
      code: 'signed_out',
      says: 'You are not signed in.',
      next: "Open the extension's options and enter a pairing code from the console.",
    });
  }
  return { address: active, token: session.token, person: session.person };
}

/** Sign in with a pairing code, or with a one-time link of the server. */
export async function signIn(address: string, code: string): Promise<ServerShown> {
  const clean = safe(address);
  const link = /[?&]link=([\w-]+)/.exec(code)?.[1];
  const nobody = { address: clean, token: '' };
  const given = link
    ? await call(nobody, 'sign_in_by_link', {}, { link, give: 'token', browser: itself() })
    : await call(nobody, 'sign_in_by_pairing', {}, { code: code.trim(), browser: itself() });
  const { servers } = await kept();
  await browser.storage.local.set({ servers: [...new Set([...servers, clean])], active: clean });
  const session = { token: given.token, person: given.person.name, until: given.expires_at };
  await browser.storage.session.set({ sessions: { ...(await sessions()), [clean]: session } });
  return shown(clean, clean, await sessions());
}

export async function use(address: string): Promise<void> {
  const { servers } = await kept();
  if (servers.includes(address)) await browser.storage.local.set({ active: address });
}

/** End the session on the server, and forget it here whatever the server says. */
export async function signOut(address: string): Promise<void> {
  const open = await sessions();
  const session = open[address];
  await ended(address);
  if (session) await call({ address, token: session.token }, 'sign_out', {}, undefined).catch(() => undefined);
}

/** The session is over: the server said so, or the person signed out. */
export async function ended(address: string): Promise<void> {
  const { [address]: _gone, ...others } = await sessions();
  await browser.storage.session.set({ sessions: others });
}

export async function forget(address: string): Promise<void> {
  await signOut(address);
  const { servers, active } = await kept();
  const left = servers.filter((each) => each !== address);
  await browser.storage.local.set({ servers: left, active: active === address ? (left[0] ?? HOME) : active });
}

/** An address without a slash at its end; http only for this machine. */
export function safe(address: string): string {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    throw wrong('An address looks like https://makegood.example.');
  }
  const local = ['127.0.0.1', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw wrong('Use https. Without it others on the way could read along.');
  }
  if (url.username || url.password) throw wrong('Leave name and password out of the address.');
  return url.origin;
}

/** What the list of paired browsers calls this one. */
function itself(): string {
  const { userAgent } = navigator;
  const name = [['Edg/', 'Edge'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome']].find(([mark = '']) => userAgent.includes(mark));
  const system = ['Windows', 'Mac OS', 'Android', 'CrOS', 'Linux'].find((each) => userAgent.includes(each));
  return `${name?.[1] ?? 'A browser'}${system ? ` on ${system}` : ''}`;
}

function wrong(says: string): Refusal {
  return new Refusal({ code: 'address', says, next: 'Mend the address and try again.' });
}

async function kept(): Promise<Kept> {
  const found = await browser.storage.local.get({ servers: [HOME], active: HOME });
  return found as unknown as Kept;
}

async function sessions(): Promise<Record<string, Session>> {
  const found = await browser.storage.session.get({ sessions: {} });
  return found['sessions'] as Record<string, Session>;
}

function shown(address: string, active: string, open: Record<string, Session>): ServerShown {
  const session = open[address];
  return { address, active: address === active, person: session?.person ?? '', until: session?.until ?? '' };
}
