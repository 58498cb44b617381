/** From the moment a text is in the site's box until it stands on the page as a post. */
import type { Post, Site } from '../sites/site';

export interface Seen {
  /** The box holds this now; empty where it was cleared or has gone. */
  box(text: string): void;
  /** The post is on the page. */
  post(post: Post): void;
  /** The box is empty or gone, and no post of that text has appeared. */
  missing(): void;
}

const REST = 250; // milliseconds without a change before we look
const LONGEST = 1_000; // milliseconds until we look at a page that never rests
const PATIENCE = 6_000; // milliseconds in which a site shows what was posted

/** Watch until `signal` ends. What is looked for is what the box held last, else one of `texts`. */
export function watchBox(site: Site, box: HTMLElement | undefined, texts: readonly string[], seen: Seen, signal: AbortSignal): void {
  const page = document;
  let told = box ? site.readBack(box) : '';
  let last = told;
  let leftAt = box ? 0 : Date.now();
  let asked = false;
  let timer = 0;
  let lookedAt = Date.now();
  const changes = new MutationObserver(rest);
  changes.observe(page, { childList: true, subtree: true, characterData: true });
  const root = box?.getRootNode();
  if (root && root !== page) changes.observe(root, { childList: true, subtree: true, characterData: true });
  box?.addEventListener('input', rest, { signal });
  // Between the last key and the site's own button there may be no rest: what is posted is what the
  // box holds at that press, before the site hears of it.
  for (const press of ['pointerdown', 'keydown'] as const) addEventListener(press, note, { signal, capture: true, passive: true });
  signal.addEventListener('abort', () => {
    changes.disconnect();
    clearTimeout(timer);
  });
  rest();

  function rest(): void {
    clearTimeout(timer);
    const wait = Math.min(REST, Math.max(0, lookedAt + LONGEST - Date.now()));
    if (!signal.aborted) timer = window.setTimeout(look, wait);
  }

  function note(event: Event): void {
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    last = (box?.isConnected && site.readBack(box)) || last;
  }

  function look(): void {
    lookedAt = Date.now();
    const now = box?.isConnected ? site.readBack(box) : '';
    if (now.trim()) {
      last = now;
      leftAt = 0;
    } else leftAt ||= Date.now();
    if (now !== told) {
      told = now;
      seen.box(now);
    }
    if (!leftAt) return;
    for (const words of new Set([last, ...texts])) {
      const post = words.trim() ? site.findPost(page, words) : undefined;
      if (post) return seen.post(post);
    }
    if (Date.now() - leftAt < PATIENCE) {
      // A site may show its post without another change that we would hear of.
      timer = window.setTimeout(look, PATIENCE / 4);
    } else if (!asked) {
      asked = true;
      seen.missing();
    }
  }
}
