import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Threads: a Lexical box in a dialog, or below the post. */
export const threads = site({
  name: 'threads',
  label: 'Threads',
  matches: ADDRESSES.threads,
  box: '[contenteditable="true"][data-lexical-editor="true"], [contenteditable="true"][role="textbox"]',
  item: '[data-pressable-container="true"]',
  within: '[role="dialog"]',
  read: (item) => ({
    text: words(item, 'span[dir="auto"]:not(a *)'),
    author: words(item, 'a[href^="/@"]'),
    handle: href(item, 'a[href^="/@"]')?.replace(/^\/|\/.*$/g, '').replace(/^(?!@)/, '@'),
    link: href(item, 'a[href*="/post/"]'),
  }),
});
// https://www.threads.com/@ada/post/17
