import { ADDRESSES } from './addresses';
import { site, words } from './site';

/** Gmail: a bare contenteditable below the mail. Always private. */
export const gmail = site({
  name: 'gmail',
  label: 'Gmail',
  matches: ADDRESSES.gmail,
  box: '[contenteditable="true"][role="textbox"][g_editable="true"], [contenteditable="true"].editable[role="textbox"]',
  item: '[data-message-id]',
  read: (item) => ({
    text: words(item, '.a3s'),
    author: words(item, '.gD'),
    handle: item.querySelector('.gD')?.getAttribute('email') ?? undefined,
    id: item.dataset['messageId'],
  }),
  isPublic: () => false,
});
// https://mail.google.com/mail/u/0/
