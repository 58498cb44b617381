import { boxes, deepAll, visible } from '../editing/find';
import { insert, readBack, sameWords } from '../editing/insert';
import type { Conversation } from '../messages';
import { conversation, mark, type Site, threadOf, tidy } from './site';

/** Any page, where a person asks for it: any box, and the words that they selected. */
export const generic: Site = {
  name: 'page',
  label: 'Any page',
  account: '',
  matches: [],
  serves: () => true,
  findComposers: boxes,
  openComposer: async (page) => boxes(page)[0],
  readConversation: () => undefined, // only the person knows which words are the customer's
  insert: (box, text) => insert(box, text, import.meta.env.FIREFOX),
  readBack,
  findPost(page, text) {
    const post = deepAll(page, 'p, div, li, td, blockquote, article, section').find(
      (each) => !each.isContentEditable && visible(each) && sameWords(each.innerText ?? '', text),
    );
    return post && { text: readBack(post), link: page.location.href };
  },
};

/** The conversation about words that a person selected or typed themselves. */
export function aboutSelection(page: Document, text: string, site: Site, known?: Conversation): Conversation {
  const host = page.location.hostname;
  const words = tidy(text);
  // Two selections on one page are two messages, unless both are of the one beside the box.
  const id = known?.text.includes(words) ? known.messageId : `${page.location.pathname}#${mark(words)}`;
  return conversation(
    page,
    { text, author: known?.author, handle: known?.handle, id },
    {
      site: site.name,
      account: known?.account ?? (site.account || host),
      thread: known?.thread.split('#')[0] ?? threadOf(page, [...new URL(page.location.href).searchParams.keys()]),
      link: page.location.href,
      isPublic: known?.isPublic ?? true,
    },
  );
}
// https://forum.example/thread/17
