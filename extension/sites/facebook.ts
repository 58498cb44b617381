import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Facebook: a Lexical box below the comment. Page messages (the inbox) are private. */
export const facebook = site({
  name: 'facebook',
  label: 'Facebook',
  matches: ADDRESSES.facebook,
  box: '[contenteditable="true"][data-lexical-editor="true"]',
  item: '[role="article"], [data-pagelet="message"]',
  within: '[role="dialog"]',
  read: (item) => ({
    text: words(item, '[data-ad-preview="message"], [dir="auto"][style*="text-align"], [dir="auto"]:not(a *)'),
    author: words(item, 'a[role="link"] span, strong, h3'),
    link: href(item, 'a[href*="comment_id="], a[href*="/posts/"], a[href*="permalink"]'),
  }),
  isPublic: (page) => !/^\/(messages|latest\/inbox)/.test(page.location.pathname),
  query: ['story_fbid', 'id', 'v'],
});
// https://www.facebook.com/acme/posts/17
