/** One answer for each question of `messages.ts`. */
import { browser } from 'wxt/browser';
import type { Asks, OptionsAsks } from '../messages';
import { call, type Door } from './api';
import * as desk from './desk';
import * as hands from './hands';
import * as servers from './servers';
import * as switches from './switches';

type Answers = { [K in keyof Asks]: (send: Asks[K]['send'], tab: number) => Promise<Asks[K]['answer']> };

/** Questions that only the extension's own page may ask. */
export const OF_OPTIONS: ReadonlySet<string> = new Set<keyof OptionsAsks>([
  'servers', 'signIn', 'use', 'signOut', 'forget', 'sites', 'switch', 'allowed',
]);

export const ANSWERS: Answers = {
  async status({ site }) {
    const door = await maybe();
    return { signedIn: Boolean(door), person: door?.person ?? '', server: door?.address ?? '', off: await switches.off(site, door) };
  },
  check: async ({ draft, text }) => call(await servers.door(), 'check_draft_text', { draft_id: draft }, { text }),
  save: async ({ draft, text, basedOn }) => desk.save(await servers.door(), draft, text, basedOn),
  approve: async (wanted, tab) => desk.approve(await servers.door(), wanted, tab),
  pick: async ({ draft }) => desk.pick(await servers.door(), draft),
  take: async ({ draft, conversation }, tab) => desk.take(await servers.door(), draft, conversation, tab),
  reject: async ({ draft, reason }) => call(await servers.door(), 'reject_draft', { draft_id: draft }, { reason }),
  hold: async ({ draft, held }) => call(await servers.door(), 'hold_draft', { draft_id: draft }, { held }),
  async clause({ id }) {
    const [policy = '', name = ''] = id.split('#');
    return call(await servers.door(), 'read_clause', { policy, name }, undefined);
  },
  keep: async ({ draft, text }) => (await hands.keep(draft, text), null),
  async box({ posting, text }, tab) {
    await hands.sawBox(posting, text);
    const body = { token: await hands.token(posting, tab), text };
    return (await call(await servers.door(), 'read_box', { posting_id: posting }, body)).seen;
  },
  async posted({ posting, text, link, posted }, tab) {
    const body = { token: await hands.token(posting, tab), text, link, posted };
    const done = await call(await servers.door(), 'report_posting', { posting_id: posting }, body);
    await hands.release(posting);
    return { same: done.read_back === done.text };
  },
  pending: async (_, tab) => hands.of(tab),
  health: async (health) => (await switches.note(health), null),
  options: async () => (await browser.runtime.openOptionsPage(), null),

  servers: () => servers.list(),
  signIn: async ({ address, code }) => servers.signIn(address, code),
  use: async ({ address }) => (await servers.use(address), null),
  signOut: async ({ address }) => (await servers.signOut(address), null),
  forget: async ({ address }) => (await servers.forget(address), null),
  sites: async () => switches.list(await maybe()),
  switch: async ({ site, on }) => (await switches.set(site, on), null),
  async allowed({ origin }) {
    // A site that the person let in: from now on the page script comes by itself there.
    const id = `asked-${new URL(origin).hostname}`;
    const there = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
    if (!there.length) {
      await browser.scripting.registerContentScripts([
        { id, matches: [`${origin}/*`], js: ['content-scripts/page.js'], runAt: 'document_idle' },
      ]);
    }
    return null;
  },
};

async function maybe(): Promise<(Door & { person: string }) | undefined> {
  return servers.door().catch(() => undefined);
}
