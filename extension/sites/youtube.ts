import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** YouTube: a bare contenteditable, mounted when the placeholder is clicked. */
export const youtube = site({
  name: 'youtube',
  label: 'YouTube',
  matches: ADDRESSES.youtube,
  box: '#contenteditable-root',
  trigger: '#simplebox-placeholder, #placeholder-area',
  item: 'ytd-comment-view-model, ytd-comment-thread-renderer, ytcp-comment',
  within: 'ytd-comment-thread-renderer, ytcp-comment-thread',
  read: (item) => ({
    text: words(item, '[id="content-text"]'),
    author: words(item, '[id="author-text"], [id="name"]'),
    handle: words(item, '[id="author-text"]'),
    link: href(item, '#published-time-text a, a#published-time-text'),
  }),
  query: ['v'],
});
// https://www.youtube.com/watch?v=17
