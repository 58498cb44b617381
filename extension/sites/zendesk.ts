import { ADDRESSES } from './addresses';
import { site, words } from './site';

/** Zendesk: CKEditor below the thread. An internal note is not a reply, so its box is left alone. */
export const zendesk = site({
  name: 'zendesk',
  label: 'Zendesk',
  matches: ADDRESSES.zendesk,
  box: '[data-test-id="omnicomposer-rich-text-ckeditor"] .ck-editor__editable, .ck-editor__editable[data-test-id*="ckeditor"]',
  item: '[data-test-id="omni-log-comment-item"], [data-test-id="ticket-conversation-comment"]',
  read: (item) => ({
    text: words(item, '[data-test-id="omni-log-message-content"], .zd-comment'),
    author: words(item, '[data-test-id="omni-log-item-sender"], .actor'),
    id: item.dataset['commentId'] ?? item.id,
  }),
  isPublic: () => false,
});
// https://acme.zendesk.com/agent/tickets/17
