/** Approved texts in people's hands: the token that vouches for each stays here. */
import { browser } from 'wxt/browser';
import type { HandedOver } from '../api-types';
import type { Conversation, InHand } from '../messages';
import { Refusal } from './api';

interface Held extends InHand {
  readonly token: string;
  readonly tab: number;
}

/** Keep a text that the server handed over, if it is what was approved and for this place. */
export async function take(given: HandedOver, text: string, conversation: Conversation, tab: number): Promise<InHand> {
  const place = given.posting.destination;
  // The message is the place: the same one may be read at several addresses.
  const here = place.account === conversation.account && place.parent === conversation.messageId && (place.public || !conversation.isPublic);
  if (given.text !== text || (await digest(text)) !== given.digest || !here) {
    throw new Refusal({
      code: 'not_what_was_approved',
      says: 'The server handed over something else than what you approved here.',
      next: 'Nothing was inserted. Open the draft in the console.',
    });
  }
  const held = { posting: given.posting.id, text, conversation, box: '', token: given.token, tab };
  await change((hands) => [...hands, held]);
  return shown(held);
}

/** What this tab has in hand, without tokens. */
export async function of(tab: number): Promise<readonly InHand[]> {
  return (await all()).filter((each) => each.tab === tab).map(shown);
}

export async function inHand(posting: string): Promise<InHand | null> {
  const found = (await all()).find((each) => each.posting === posting);
  return found ? shown(found) : null;
}

/** The token of a posting that this tab has in hand. Raises Refusal for any other. */
export async function token(posting: string, tab: number): Promise<string> {
  const found = (await all()).find((each) => each.posting === posting && each.tab === tab);
  if (!found) {
    throw new Refusal({
      code: 'not_in_hand',
      says: 'This page has no such reply in hand.',
      next: 'Look at it in the console.',
    });
  }
  return found.token;
}

export async function sawBox(posting: string, box: string): Promise<void> {
  await change((hands) => hands.map((each) => (each.posting === posting ? { ...each, box } : each)));
}

export async function release(posting: string): Promise<void> {
  await change((hands) => hands.filter((each) => each.posting !== posting));
}

/** Keep a person's unsaved text of a draft; an empty one is forgotten. */
export async function keep(draft: string, text: string): Promise<void> {
  await inTurn(async () => {
    const { [draft]: _old, ...others } = await texts();
    await browser.storage.session.set({ texts: text ? { ...others, [draft]: text } : others });
  });
}

export async function kept(draft: string): Promise<string> {
  return (await texts())[draft] ?? '';
}

async function texts(): Promise<Record<string, string>> {
  return (await browser.storage.session.get({ texts: {} }))['texts'] as Record<string, string>;
}

async function all(): Promise<readonly Held[]> {
  return (await browser.storage.session.get({ hands: [] }))['hands'] as readonly Held[];
}

async function change(made: (hands: readonly Held[]) => readonly Held[]): Promise<void> {
  await inTurn(async () => browser.storage.session.set({ hands: made(await all()) }));
}

let last: Promise<unknown> = Promise.resolve();

/** One change after the other: several tabs ask at once, and what one keeps the next must not undo. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}

function shown({ posting, text, conversation, box }: Held): InHand {
  return { posting, text, conversation, box };
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
