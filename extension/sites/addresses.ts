/** Where the extension works without being asked: the match patterns of each known site. */
export const ADDRESSES = {
  x: ['https://x.com/*', 'https://twitter.com/*'],
  facebook: ['https://www.facebook.com/*', 'https://business.facebook.com/*'],
  instagram: ['https://www.instagram.com/*'],
  threads: ['https://www.threads.com/*', 'https://www.threads.net/*'],
  reddit: ['https://www.reddit.com/*'],
  old_reddit: ['https://old.reddit.com/*'],
  linkedin: ['https://www.linkedin.com/*'],
  youtube: ['https://www.youtube.com/*', 'https://studio.youtube.com/*'],
  bluesky: ['https://bsky.app/*'],
  mastodon: ['https://mastodon.social/*'],
  hacker_news: ['https://news.ycombinator.com/*'],
  trustpilot: ['https://businessapp.b2b.trustpilot.com/*'],
  google_business: ['https://business.google.com/*'],
  google_play: ['https://play.google.com/console/*'],
  gmail: ['https://mail.google.com/*'],
  zendesk: ['https://*.zendesk.com/*'],
} as const;

export const KNOWN: readonly string[] = Object.values(ADDRESSES).flat();

/** Whether a match pattern covers an address (https, a host that may begin with `*.`, a path). */
export function covers(pattern: string, url: URL): boolean {
  const [, host = '', path = ''] = /^https:\/\/([^/]+)(\/.*)$/.exec(pattern) ?? [];
  const right = host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
  return url.protocol === 'https:' && right && url.pathname.startsWith(path.slice(0, -1));
}
