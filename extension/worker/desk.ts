/** What a page may ask to have done at the desk. */
import type { DraftShown, DraftWithText, SheetShown, Stance } from '../api-types';
import type { Again, Beside, Conversation, Decided, Ready, Step, Wish } from '../messages';
import { call, type Door, Refusal, watched } from './api';
import * as hands from './hands';

const OPEN = new Set(['requested', 'in_review', 'approved']);

const STANDING = new Set(['requested', 'in_review']);
const EACH: readonly Stance[] = ['accept', 'decline', 'ask'];

/** Bring the message, have a draft made or find the one that there is, and say how it comes along. */
export async function* drafted(door: Door, wish: Wish, signal: AbortSignal): AsyncGenerator<Step> {
  const conversation = await call(door, 'open_conversation', {}, incoming(wish.conversation));
  const at = { conversation_id: conversation.id };
  const open = (await call(door, 'list_drafts', at, undefined)).filter((each) => OPEN.has(each.state));
  const seen = open.filter((each) => each.side !== 'private_message');
  const here = seen.find((each) => each.state === 'approved') ?? foremost(seen) ?? foremost(open);
  const made = !here || wish.again ? await asked(door, conversation.id, here, wish.again) : [here];
  for (const draft of made.filter((each) => each.state === 'requested')) {
    for await (const { says, partial } of watched(door, draft.id, signal)) yield { what: 'step', says, partial };
  }
  const shown = made[0] ?? here;
  if (shown) yield { what: 'ready', ready: await ready(door, shown.id) };
}

/** The one that was put forward last, else the first that was asked for. */
function foremost(drafts: readonly DraftShown[]): DraftShown | undefined {
  return drafts.toSorted((a, b) => (b.chosen_at ?? '').localeCompare(a.chosen_at ?? ''))[0];
}

/** Have drafts made: beside the one that stands, where there is one, so that it stays. */
async function asked(door: Door, conversation: string, here: DraftShown | undefined, again: Again | undefined): Promise<readonly DraftShown[]> {
  const instruction = again?.instruction ?? '';
  const one = (stance: Stance) =>
    here && STANDING.has(here.state)
      ? call(door, 'request_beside', { draft_id: here.id }, { stance, instruction })
      : call(door, 'request_draft', { conversation_id: conversation }, { stance, instruction });
  if (again?.stance === 'pair') return call(door, 'request_pair', { conversation_id: conversation }, undefined);
  if (again?.stance !== 'each') return [await one(again?.stance ?? 'best')];
  const there = here ? (await call(door, 'list_beside', { draft_id: here.id }, undefined)).filter((each) => STANDING.has(each.state)) : [];
  const made: DraftShown[] = [];
  for (const stance of EACH) {
    if (!there.some((each) => each.stance === stance && each.instruction === instruction)) made.push(await one(stance));
  }
  return made;
}

export async function ready(door: Door, id: string): Promise<Ready> {
  const draft: DraftShown = await call(door, 'read_draft', { draft_id: id }, undefined);
  const sheet = draft.revision ? await call(door, 'read_sheet', { draft_id: id }, undefined) : null;
  const beside = (await call(door, 'list_beside', { draft_id: id }, undefined)).filter((each) => STANDING.has(each.state));
  const postings = draft.state === 'approved' ? await call(door, 'list_postings_of_draft', { draft_id: id }, undefined) : [];
  const last = postings.at(-1);
  return { draft, beside: beside.map(one), sheet, kept: await hands.kept(id), inHand: last ? await hands.inHand(last.id) : null };
}

function one({ id, stance, side, instruction, state, current }: DraftWithText): Beside {
  return { id, stance, side, instruction, state, text: current?.text ?? '', blocked: current?.blocked ?? false };
}

/** Put one of several drafts forward and show it; the others stay until one of them is posted. */
export async function pick(door: Door, draft: string): Promise<Ready> {
  await call(door, 'choose_draft', { draft_id: draft }, undefined);
  return ready(door, draft);
}

/** Save a person's text; the answer is the sheet that an approval would now be about. */
export async function save(door: Door, draft: string, text: string, basedOn: string | null): Promise<SheetShown> {
  await call(door, 'revise_draft', { draft_id: draft }, { text, based_on: basedOn });
  await hands.keep(draft, '');
  return call(door, 'read_sheet', { draft_id: draft }, undefined);
}

/** Approve exactly what the person saw, and take the text for this page. */
export async function approve(
  door: Door,
  wanted: { draft: string; text: string; digest: string; conversation: Conversation },
  tab: number,
): Promise<Decided> {
  const at = { draft_id: wanted.draft };
  const sheet = await call(door, 'read_sheet', at, undefined);
  if (sheet.digest !== wanted.digest || sheet.revision.text !== wanted.text) return { what: 'look', sheet };
  insistHere(sheet, wanted.conversation);
  const { posting } = await call(door, 'approve_draft', at, { digest: wanted.digest });
  if (!posting) return { what: 'waiting' };
  if (posting.destination.channel !== 'in_page') return { what: 'elsewhere' };
  return handed(door, posting.id, wanted.text, wanted.conversation, tab);
}

/** Take a reply that was approved before, perhaps by somebody else, to the page that it is for. */
export async function take(door: Door, draft: string, conversation: Conversation, tab: number): Promise<Decided> {
  const postings = await call(door, 'list_postings_of_draft', { draft_id: draft }, undefined);
  const queued = postings.find((each) => each.state === 'queued');
  if (!queued) {
    throw new Refusal({
      code: 'nothing_to_take',
      says: 'There is no approved reply to insert: somebody has taken it, or it was voided.',
      next: 'Look at it in the console.',
    });
  }
  return handed(door, queued.id, queued.text, conversation, tab);
}

async function handed(
  door: Door,
  posting: string,
  text: string,
  conversation: Conversation,
  tab: number,
): Promise<Decided> {
  const given = await call(door, 'hand_over_posting', { posting_id: posting }, undefined);
  const carry = conversation.isPublic && !given.posting.destination.public;
  const place = carry ? { ...conversation, isPublic: false } : conversation;
  return { what: carry ? 'carry' : 'insert', inHand: await hands.take(given, text, place, tab) };
}

function insistHere(sheet: SheetShown, here: Conversation): void {
  const { account, parent } = sheet.destination;
  if (account !== here.account || parent !== here.messageId) {
    throw new Refusal({
      code: 'other_place',
      says: 'This draft is for another message than the one on the page.',
      next: 'Close the panel and open it again beside the message.',
    });
  }
}

function incoming(here: Conversation) {
  return {
    channel: 'in_page',
    account: here.account,
    thread: here.thread,
    message_id: here.messageId,
    text: here.text,
    customer: { name: here.author, handle: here.handle },
    public: here.isPublic,
    link: here.link,
  };
}
