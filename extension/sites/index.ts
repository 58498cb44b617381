/** Every site, in the order in which they are asked. */
import { bluesky } from './bluesky';
import { facebook } from './facebook';
import { generic } from './generic';
import { gmail } from './gmail';
import { googleBusiness } from './google_business';
import { googlePlay } from './google_play';
import { hackerNews } from './hacker_news';
import { instagram } from './instagram';
import { linkedin } from './linkedin';
import { mastodon } from './mastodon';
import { oldReddit } from './old_reddit';
import { reddit } from './reddit';
import type { Site } from './site';
import { threads } from './threads';
import { trustpilot } from './trustpilot';
import { x } from './x';
import { youtube } from './youtube';
import { zendesk } from './zendesk';

export const SITES: readonly Site[] = [
  x,
  facebook,
  instagram,
  threads,
  reddit,
  oldReddit,
  linkedin,
  youtube,
  bluesky,
  mastodon,
  hackerNews,
  trustpilot,
  googleBusiness,
  googlePlay,
  gmail,
  zendesk,
];

/** The adapter for a page. Other Mastodon servers look alike, whatever their address. */
export function siteOf(page: Document): Site {
  const url = new URL(page.location.href);
  const known = SITES.find((each) => each.serves(url));
  return known ?? (page.querySelector('#mastodon') ? mastodon : generic);
}
