import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Bluesky: a ProseMirror box in a dialog above the post that it answers. */
export const bluesky = site({
  name: 'bluesky',
  label: 'Bluesky',
  matches: ADDRESSES.bluesky,
  box: '.ProseMirror[contenteditable="true"]',
  item: '[data-testid^="postThreadItem-by-"], [data-testid="replyTo"], [data-testid^="feedItem-by-"]',
  within: '[role="dialog"]',
  read: (item) => ({
    text: words(item, '[data-testid="postText"], [data-word-wrap="1"]'),
    author: words(item, 'a[href^="/profile/"] [dir="auto"], a[href^="/profile/"]'),
    handle: (item.dataset['testid'] ?? '').replace(/^.*-by-/, '@') || undefined,
    link: href(item, 'a[href*="/post/"]'),
  }),
});
// https://bsky.app/profile/ada.example/post/17
