import { ADDRESSES } from './addresses';
import { site, words } from './site';

/** Reddit: a Lexical box inside `shreddit-composer`, mounted when its stand-in is clicked. */
export const reddit = site({
  name: 'reddit',
  label: 'Reddit',
  matches: ADDRESSES.reddit,
  box: 'shreddit-composer [contenteditable="true"][role="textbox"], shreddit-composer textarea',
  trigger: 'comment-composer-host [data-testid="trigger-button"], faceplate-textarea-input[data-testid="trigger-button"]',
  item: 'shreddit-comment, shreddit-post',
  read: (item) => ({
    text: words(item, ':scope > [slot="comment"], :scope > [slot="text-body"]') || words(item, ':scope > [slot="title"]'),
    author: item.getAttribute('author') ?? '',
    handle: `u/${item.getAttribute('author') ?? ''}`,
    link: item.getAttribute('permalink') ?? undefined,
    id: item.getAttribute('thingid') ?? item.id,
  }),
});
// https://www.reddit.com/r/acme/comments/17/late/
