import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Mastodon, any instance: a textarea in the column beside the post. */
export const mastodon = site({
  name: 'mastodon',
  label: 'Mastodon',
  matches: ADDRESSES.mastodon,
  box: '.compose-form textarea, textarea.autosuggest-textarea__textarea',
  item: '.reply-indicator, .detailed-status, .status',
  read: (item) => ({
    text: words(item, '.status__content, .reply-indicator__content'),
    author: words(item, '.display-name__html, .reply-indicator__display-name strong'),
    handle: words(item, '.display-name__account'),
    link: href(item, 'a.detailed-status__datetime, a.status__relative-time'),
    id: item.dataset['id'],
  }),
  // A post "mentioned people only" is a private message here.
  isPublic: (page) => page.querySelector('.compose-form [data-visibility="direct"]') === null,
});
// https://mastodon.social/@ada/17
