import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Instagram: one textarea below the comments; a reply begins with the name that it answers. */
export const instagram = site({
  name: 'instagram',
  label: 'Instagram',
  matches: ADDRESSES.instagram,
  box: 'form textarea, [contenteditable="true"][role="textbox"]',
  item: 'article ul li, [role="row"]',
  read: (item) => ({
    text: words(item, 'span[dir="auto"]'),
    author: words(item, 'h2, h3, a[role="link"]'),
    handle: href(item, 'a[role="link"][href^="/"]')?.replace(/\//g, ''),
    link: href(item, 'a[href*="/c/"], a[href*="/p/"]'),
  }),
  isPublic: (page) => !page.location.pathname.startsWith('/direct'),
});
// https://www.instagram.com/p/17/
