import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** LinkedIn: Quill in older places, TipTap in newer ones. */
export const linkedin = site({
  name: 'linkedin',
  label: 'LinkedIn',
  matches: ADDRESSES.linkedin,
  box: '.ql-editor[contenteditable="true"], .tiptap.ProseMirror, .msg-form__contenteditable',
  item: 'article.comments-comment-entity, .feed-shared-update-v2, .msg-s-event-listitem',
  read: (item) => ({
    text: words(item, '.comments-comment-item__main-content, .update-components-text, .msg-s-event-listitem__body'),
    author: words(item, '.comments-comment-meta__description-title, .update-components-actor__title, .msg-s-message-group__name'),
    link: href(item, 'a[href*="commentUrn"], a[href*="/feed/update/"]'),
    id: item.dataset['id'] ?? item.dataset['urn'],
  }),
  isPublic: (page) => !page.location.pathname.startsWith('/messaging'),
});
// https://www.linkedin.com/feed/update/urn:li:activity:17/
