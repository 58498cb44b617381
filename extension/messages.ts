/** What pages and the worker say to each other. The token is in none of it. */
import type { CheckShown, ClauseShown, DraftShown, DraftState, InTheBox, SheetShown, Side, Stance } from './api-types';

/** A customer's message as a site shows it, and the place where a reply would appear. */
export interface Conversation {
  readonly site: string;
  readonly account: string;
  readonly thread: string;
  readonly messageId: string;
  readonly link: string;
  readonly text: string;
  readonly author: string;
  readonly handle: string;
  readonly isPublic: boolean;
}

/** Why something was not done, in words for the person, and what to do next. */
export interface Failure {
  readonly code: string;
  readonly says: string;
  readonly next: string;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Whether this site may be worked on, and as whom. */
export interface Status {
  readonly signedIn: boolean;
  readonly person: string;
  readonly server: string;
  readonly off: Off;
}

/** Who switched a site off, and why; nobody where it is on. */
export interface Off {
  readonly by: '' | 'operator' | 'you';
  readonly why: string;
}

/** An approved text on its way into the site's box. */
export interface InHand {
  readonly posting: string;
  readonly text: string;
  readonly conversation: Conversation;
  /** What the box held when it was last read; empty until it was inserted. */
  readonly box: string;
}

/** What came of an approval. `look`: the sheet is another by now, and must be read again. */
export type Decided =
  | { readonly what: 'look'; readonly sheet: SheetShown }
  | { readonly what: 'waiting' }
  | { readonly what: 'elsewhere' }
  /** It is for a private message, which the person opens: nothing may go into this page's box. */
  | { readonly what: 'carry'; readonly inHand: InHand }
  | { readonly what: 'insert'; readonly inHand: InHand };

/** How well an adapter did when it was last used. */
export interface Health {
  readonly site: string;
  readonly works: boolean;
  readonly says: string;
  readonly at: string;
}

/** One of several drafts that answer the same message. */
export interface Beside {
  readonly id: string;
  readonly stance: Stance;
  readonly side: Side;
  readonly instruction: string;
  readonly state: DraftState;
  readonly text: string;
  readonly blocked: boolean;
}

/** What another draft should be: one of a stance, one of each, or a public note with a private message. */
export interface Again {
  readonly stance: Stance | 'each' | 'pair';
  readonly instruction: string;
}

/** A draft that can be worked on; `kept` is the person's own unsaved text of it. */
export interface Ready {
  readonly draft: DraftShown;
  /** The drafts beside it, itself among them, in the order in which they were asked for. */
  readonly beside: readonly Beside[];
  readonly sheet: SheetShown | null;
  readonly kept: string;
  readonly inHand: InHand | null;
}

/** Questions of a page. Each is answered once. */
export interface PageAsks {
  status: { send: { site: string }; answer: Status };
  check: { send: { draft: string; text: string }; answer: CheckShown };
  save: { send: { draft: string; text: string; basedOn: string | null }; answer: SheetShown };
  approve: { send: { draft: string; text: string; digest: string; conversation: Conversation }; answer: Decided };
  pick: { send: { draft: string }; answer: Ready };
  take: { send: { draft: string; conversation: Conversation }; answer: Decided };
  reject: { send: { draft: string; reason: string }; answer: DraftShown };
  hold: { send: { draft: string; held: boolean }; answer: DraftShown };
  clause: { send: { id: string }; answer: ClauseShown };
  keep: { send: { draft: string; text: string }; answer: null };
  box: { send: { posting: string; text: string }; answer: InTheBox };
  posted: { send: { posting: string; text: string; link: string; posted: boolean }; answer: { same: boolean } };
  pending: { send: Record<string, never>; answer: readonly InHand[] };
  health: { send: Omit<Health, 'at'>; answer: null };
  options: { send: Record<string, never>; answer: null };
}

export interface ServerShown {
  readonly address: string;
  readonly active: boolean;
  readonly person: string;
  readonly until: string;
}

export interface SiteShown {
  readonly name: string;
  readonly label: string;
  readonly off: Off;
  readonly health: Health | null;
}

/** Questions of the options page; a page of a site may not ask them. */
export interface OptionsAsks {
  servers: { send: Record<string, never>; answer: readonly ServerShown[] };
  signIn: { send: { address: string; code: string }; answer: ServerShown };
  use: { send: { address: string }; answer: null };
  signOut: { send: { address: string }; answer: null };
  forget: { send: { address: string }; answer: null };
  sites: { send: Record<string, never>; answer: readonly SiteShown[] };
  switch: { send: { site: string; on: boolean }; answer: null };
  allowed: { send: { origin: string }; answer: null };
}

export type Asks = PageAsks & OptionsAsks;

/** What a page sends over a port to have a draft made, and what comes back along it. */
export interface Wish {
  readonly conversation: Conversation;
  /** Present where another draft is wanted than the one that there is. */
  readonly again?: Again;
}
export type Step =
  | { readonly what: 'step'; readonly says: string; readonly partial: string }
  | { readonly what: 'ready'; readonly ready: Ready }
  | { readonly what: 'failed'; readonly failure: Failure };

/** What the worker tells a page: the person asked for a draft by menu, shortcut or button. */
export interface Told {
  readonly makegood: 'draft';
  readonly selected: string;
}
export const PORT = 'draft';
