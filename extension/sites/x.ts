import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** X: a Draft.js box, below the post that is read or in a dialog with it. */
export const x = site({
  name: 'x',
  label: 'X',
  matches: ADDRESSES.x,
  box: '[data-testid^="tweetTextarea_"][contenteditable="true"], [data-testid^="tweetTextarea_"] [contenteditable="true"]',
  item: 'article[data-testid="tweet"]',
  within: '[role="dialog"]',
  read: (item) => ({
    text: words(item, '[data-testid="tweetText"]'),
    author: words(item, '[data-testid="User-Name"] a').split('\n')[0],
    handle: href(item, '[data-testid="User-Name"] a')?.replace(/^.*\//, '@'),
    link: href(item, 'a[href*="/status/"]:has(time)'),
  }),
  isPublic: (page) => !page.location.pathname.startsWith('/messages'),
});
// https://x.com/ada/status/17
