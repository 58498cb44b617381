/** What an adapter of one site does, and what all of them have in common. */
import { boxAround, boxes, closest, deepAll, mounted, precedes, visible } from '../editing/find';
import { type Inserted, insert, readBack, sameWords } from '../editing/insert';
import type { Conversation } from '../messages';
import { covers } from './addresses';

export type { Inserted };

/** One message as it stands on the page. */
export interface Said {
  readonly text: string;
  readonly author?: string | undefined;
  readonly handle?: string | undefined;
  readonly link?: string | undefined;
  readonly id?: string | undefined;
}

/** Our post, seen on the page. */
export interface Post {
  readonly text: string;
  readonly link: string;
}

export interface Site {
  /** What destinations call it; the server knows its limits by this name. */
  readonly name: string;
  readonly label: string;
  /** What destinations are called by; the server counts a text's length by it. Empty: the host. */
  readonly account: string;
  readonly matches: readonly string[];
  serves(url: URL): boolean;
  /** Every box in which a reply can be written, those that can be seen only. */
  findComposers(page: Document): HTMLElement[];
  /** Have the site show its box where it makes it on a click. */
  openComposer(page: Document): Promise<HTMLElement | undefined>;
  /** The message that a reply in this box answers; undefined where none can be read. */
  readConversation(box: HTMLElement): Conversation | undefined;
  insert(box: HTMLElement, text: string): Promise<Inserted>;
  readBack(box: HTMLElement): string;
  /** A post with these words, other than what is written in boxes. */
  findPost(page: Document, text: string): Post | undefined;
}

/** What differs from site to site. Selectors are looked for deeply. */
export interface Ways {
  readonly name: string;
  /** The name by which the server knows its limits, where it is another. */
  readonly account?: string;
  readonly label: string;
  readonly matches: readonly string[];
  readonly box: string;
  /** What stands in for the box until it is clicked. */
  readonly trigger?: string;
  /** One message. */
  readonly item: string;
  /** What a box and the message that it answers stand in together, such as a dialog. */
  readonly within?: string;
  read(item: HTMLElement): Said | undefined;
  readonly isPublic?: (page: Document, box: HTMLElement) => boolean;
  /** Parts of the address that say which thread it is; none but the path if left out. */
  readonly query?: readonly string[];
}

/** An adapter made of what differs. */
export function site(ways: Ways): Site {
  const account = ways.account ?? ways.name;
  const composers = (page: Document) =>
    [...new Set(deepAll(page, ways.box).map((found) => boxAround(found) ?? boxes(page).find((box) => found.contains(box))))]
      .filter((box): box is HTMLElement => box !== undefined && visible(box));
  return {
    name: ways.name,
    label: ways.label,
    account,
    matches: ways.matches,
    serves: (url) => ways.matches.some((pattern) => covers(pattern, url)),
    findComposers: composers,
    async openComposer(page) {
      if (ways.trigger) await mounted(page, ways.trigger, ways.box);
      return composers(page)[0];
    },
    readConversation(box) {
      const page = outerDocument(box);
      const item = answered(box, page, ways.item, ways.within);
      const said = item && ways.read(item);
      if (!said?.text) return undefined;
      const link = safeLink(said.link, page);
      return conversation(page, said, {
        site: ways.name,
        account,
        link,
        thread: threadOf(page, ways.query),
        isPublic: ways.isPublic?.(page, box) ?? true,
      });
    },
    insert: (box, text) => insert(box, text, import.meta.env.FIREFOX),
    readBack,
    findPost(page, text) {
      for (const item of deepAll(page, ways.item).reverse()) {
        const said = ways.read(item);
        if (said && sameWords(said.text, text)) {
          return { text: said.text, link: safeLink(said.link, page) || page.location.href };
        }
      }
      return undefined;
    },
  };
}

/** A conversation from what was read, with an id that is the same whenever it is read again. */
export function conversation(
  page: Document,
  said: Said,
  place: Pick<Conversation, 'site' | 'account' | 'thread' | 'link' | 'isPublic'>,
): Conversation {
  const text = tidy(said.text);
  const author = tidy(said.author ?? '').slice(0, 200);
  const handle = tidy(said.handle ?? '').slice(0, 200);
  const id = said.id || place.link || `${page.location.pathname}#${mark(`${author}\n${text}`)}`;
  return {
    ...place,
    messageId: id.slice(0, 400),
    link: place.link.slice(0, 400),
    // Many people speak in one thread of a page; a conversation is with one of them. A name is
    // no proof that two are the same, so without a handle each message stands for itself.
    thread: `${place.thread.slice(0, 300)}#${(handle || id).slice(-150)}`,
    text: text.slice(0, 50_000),
    author,
    handle,
  };
}

/** The words of the first part that matches, as a person reads them. */
export function words(item: ParentNode, selector: string): string {
  const found = item.querySelector<HTMLElement>(selector);
  return found ? tidy(found.innerText ?? found.textContent ?? '') : '';
}

/** The address of the first link that matches. */
export function href(item: ParentNode, selector: string): string | undefined {
  return item.querySelector<HTMLAnchorElement>(selector)?.getAttribute('href') ?? undefined;
}

export function tidy(text: string): string {
  return text.replace(/\u00a0/g, ' ').replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** The address of the thread: without what only says where on the page one is. */
export function threadOf(page: Document, query: readonly string[] = []): string {
  const url = new URL(page.location.href);
  const kept = query.filter((name) => url.searchParams.has(name));
  const rest = kept.map((name) => `${name}=${encodeURIComponent(url.searchParams.get(name) ?? '')}`).join('&');
  return `${url.origin}${url.pathname}${rest ? `?${rest}` : ''}`;
}

/** A web address, made whole; empty for anything else that a page may put into a link. */
export function safeLink(link: string | undefined, page: Document): string {
  if (!link) return '';
  try {
    const url = new URL(link, page.location.href);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : '';
  } catch {
    return '';
  }
}

/** The message that a box answers: the one around it, else the last one before it. */
function answered(box: HTMLElement, page: Document, item: string, within = ''): HTMLElement | undefined {
  const around = closest(box, item);
  if (around) return around;
  const shared = within ? closest(box, within) : undefined;
  const items = deepAll(page, item).filter((each) => !shared || shared.contains(each));
  return items.filter((each) => precedes(each, box)).at(-1) ?? items[0];
}

/** The page that a box belongs to, also where it stands in a frame of that page. */
export function outerDocument(box: HTMLElement): Document {
  let page = box.ownerDocument;
  for (;;) {
    const frame = page.defaultView?.frameElement;
    if (!frame) return page;
    page = frame.ownerDocument;
  }
}

/** A short mark of a text: FNV-1a, enough to tell the messages of one page apart. */
export function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
