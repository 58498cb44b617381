/** How the page asks the worker. A page's own scripts have no part in it. */
import { browser } from 'wxt/browser';
import { type Answer, type Conversation, type PageAsks, PORT, type Step, type Wish } from '../messages';

export async function ask<K extends keyof PageAsks>(name: K, send: PageAsks[K]['send']): Promise<Answer<PageAsks[K]['answer']>> {
  try {
    const answer: unknown = await browser.runtime.sendMessage({ ask: name, send });
    return answer as Answer<PageAsks[K]['answer']>;
  } catch {
    return {
      ok: false,
      failure: {
        code: 'renewed',
        says: 'The extension was updated or switched off meanwhile.',
        next: 'Copy your text, then load this page again.',
      },
    };
  }
}

/** Have a draft made; `say` hears each step. Returns how to stop listening. */
export function draft(conversation: Conversation, again: Wish['again'], say: (step: Step) => void): () => void {
  let over = false;
  const failed = () =>
    say({ what: 'failed', failure: { code: 'away', says: 'The extension stopped before the draft was there.', next: 'Open the panel again.' } });
  try {
    const port = browser.runtime.connect({ name: PORT });
    port.onMessage.addListener((step: Step) => {
      over ||= step.what !== 'step';
      say(step);
      if (over) port.disconnect();
    });
    port.onDisconnect.addListener(() => {
      if (!over) failed();
    });
    port.postMessage(again ? { conversation, again } : { conversation });
    return () => {
      over = true;
      port.disconnect();
    };
  } catch {
    failed();
    return () => undefined;
  }
}
