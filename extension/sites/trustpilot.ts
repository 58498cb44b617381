import { ADDRESSES } from './addresses';
import { href, site, words } from './site';

/** Trustpilot, as a business answers reviews there: a textarea inside the review. */
export const trustpilot = site({
  name: 'trustpilot',
  label: 'Trustpilot',
  matches: ADDRESSES.trustpilot,
  box: '[data-testid="review-card"] textarea, [data-review-id] textarea',
  trigger: '[data-testid="reply-button"]',
  item: '[data-testid="review-card"], [data-review-id]',
  read: (item) => ({
    text: words(item, '[data-testid="review-text"]') || words(item, '[data-testid="review-title"]'),
    author: words(item, '[data-testid="consumer-name"]'),
    link: href(item, 'a[href*="/reviews/"]'),
    id: item.dataset['reviewId'],
  }),
});
// https://businessapp.b2b.trustpilot.com/reviews/
