/** What the panel has others do, and what it is told of the site's box. */
import type { CheckShown, ClauseShown, DraftShown, SheetShown } from '../api-types';
import type { Again, Answer, Decided, Ready } from '../messages';

/** What the panel has others do. */
export interface Around {
  draft(again?: Again): void;
  /** Another of the drafts that stand beside each other. */
  pick(draft: string): Promise<Answer<Ready>>;
  /** The person gave the customer's words, because they could not be read. */
  said(text: string): void;
  check(text: string): Promise<Answer<CheckShown>>;
  save(text: string, basedOn: string | null): Promise<Answer<SheetShown>>;
  approve(text: string, digest: string): Promise<Answer<Decided>>;
  take(): Promise<Answer<Decided>>;
  reject(reason: string): Promise<Answer<DraftShown>>;
  hold(held: boolean): Promise<Answer<DraftShown>>;
  clause(id: string): Promise<Answer<ClauseShown>>;
  keep(text: string): void;
  insertAgain(): void;
  posted(link: string): void;
  notPosted(): void;
  options(): void;
  closed(): void;
}

/** How the approved text is doing in the site's box. */
export interface InBox {
  readonly tone: 'good' | 'look' | 'alert';
  readonly says: string;
  readonly text: string;
  readonly before: string;
  /** Whether to offer putting it in again, and asking whether it was posted. */
  readonly offer: readonly ('insert' | 'posted')[];
}
