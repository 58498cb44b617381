import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Hacker News: a plain textarea below the item; what is sent loads a new page. */
export const hackerNews = site({
  name: 'hacker_news',
  label: 'Hacker News',
  matches: ADDRESSES.hacker_news,
  box: 'form textarea[name="text"]',
  item: '.fatitem, tr.comtr',
  read: (item) => ({
    text: words(item, '.commtext') || words(item, '.toptext') || words(item, '.titleline'),
    author: words(item, '.hnuser'),
    handle: words(item, '.hnuser'),
    link: href(item, '.age a'),
  }),
  query: ['id'],
});
// https://news.ycombinator.com/item?id=17
