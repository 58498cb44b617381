import { ADDRESSES } from './addresses';
import { site, words } from './site';

/** Google Business Profile: a textarea inside the review. A later reply replaces the one before. */
export const googleBusiness = site({
  name: 'google_business',
  label: 'Google Business Profile',
  matches: ADDRESSES.google_business,
  box: '[data-review-id] textarea, [role="dialog"] textarea',
  item: '[data-review-id]',
  read: (item) => ({
    text: words(item, '[data-review-text], [lang] > span, [lang]'),
    author: words(item, '[data-reviewer-name], a[href*="/maps/contrib/"]'),
    id: item.dataset['reviewId'],
  }),
});
// https://business.google.com/reviews
