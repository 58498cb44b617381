import { ADDRESSES } from './addresses';
import { site, words } from './site';

/** Google Play Console: a textarea inside the review. A later reply replaces the one before. */
export const googlePlay = site({
  name: 'google_play',
  label: 'Google Play Console',
  matches: ADDRESSES.google_play,
  box: '[debug-id="review-response-container"] textarea, review-item textarea, [data-review-id] textarea',
  item: 'review-item, [data-review-id]',
  read: (item) => ({
    text: words(item, '[debug-id="review-text"], .review-text'),
    author: words(item, '[debug-id="author-name"], .author-name'),
    id: item.dataset['reviewId'] ?? item.id,
  }),
});
// https://play.google.com/console/u/0/developers/1/app/2/user-feedback/reviews
