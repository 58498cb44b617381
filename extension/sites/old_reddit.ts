import { ADDRESSES } from './addresses';
import { site, words } from './site';

/** Reddit as it was: a textarea inside the thing that is answered, or below the post. */
export const oldReddit = site({
  name: 'old_reddit',
  account: 'reddit',
  label: 'Reddit (old)',
  matches: ADDRESSES.old_reddit,
  box: '.usertext-edit textarea[name="text"]',
  item: '.thing',
  read: (item) => ({
    text: words(item, ':scope > .entry .usertext-body .md') || words(item, ':scope > .entry a.title'),
    author: item.dataset['author'],
    handle: item.dataset['author'] && `u/${item.dataset['author']}`,
    link: item.dataset['permalink'],
    id: item.dataset['fullname'],
  }),
});
// https://old.reddit.com/r/acme/comments/17/late/
