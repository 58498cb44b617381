/** Which sites are switched off, by the operator or by the person, and how their adapters do. */
import { browser } from 'wxt/browser';
import { ADDRESSES } from '../sites/addresses';
import type { Health, Off, SiteShown } from '../messages';
import { call, type Door } from './api';

const FRESH = 60_000; // milliseconds for which the operator's list is believed

const LABELS: Readonly<Record<string, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  reddit: 'Reddit',
  old_reddit: 'Reddit (old)',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  hacker_news: 'Hacker News',
  trustpilot: 'Trustpilot',
  google_business: 'Google Business Profile',
  google_play: 'Google Play Console',
  gmail: 'Gmail',
  zendesk: 'Zendesk',
};

/** Whether this site is off, by whom and why. */
export async function off(site: string, door: Door | undefined): Promise<Off> {
  const mine = await stored<readonly string[]>('off', []);
  if (mine.includes(site)) return { by: 'you', why: '' };
  const why = (await operators(door))[site];
  return why === undefined ? { by: '', why: '' } : { by: 'operator', why };
}

export async function set(site: string, on: boolean): Promise<void> {
  const mine = (await stored<readonly string[]>('off', [])).filter((each) => each !== site);
  await browser.storage.local.set({ off: on ? mine : [...mine, site] });
}

export async function note(health: Omit<Health, 'at'>): Promise<void> {
  const known = await stored<Record<string, Health>>('health', {});
  await browser.storage.local.set({
    health: { ...known, [health.site]: { ...health, at: new Date().toISOString() } },
  });
}

export async function list(door: Door | undefined): Promise<readonly SiteShown[]> {
  const known = await stored<Record<string, Health>>('health', {});
  const rows = [];
  for (const name of Object.keys(ADDRESSES)) {
    rows.push({ name, label: LABELS[name] ?? name, off: await off(name, door), health: known[name] ?? null });
  }
  return rows;
}

/** The last word that we had from this server stands until there is another. */
async function operators(door: Door | undefined): Promise<Readonly<Record<string, string>>> {
  const found = await browser.storage.session.get({ switches: { at: 0, server: '', off: {} } });
  const last = found['switches'] as { at: number; server: string; off: Record<string, string> };
  if (!door || (last.server === door.address && Date.now() - last.at < FRESH)) return last.off;
  try {
    const { off: now } = await call(door, 'read_sites', {}, undefined);
    await browser.storage.session.set({ switches: { at: Date.now(), server: door.address, off: now } });
    return now;
  } catch {
    return last.server === door.address ? last.off : {};
  }
}

async function stored<T>(name: string, otherwise: T): Promise<T> {
  const found = await browser.storage.local.get({ [name]: otherwise });
  return found[name] as T;
}
