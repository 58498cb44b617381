/** The worker: listens to pages, the options page, the menu, the shortcut and the button. */
import { browser, type Browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { type Answer, type Asks, type Failure, PORT, type Step, type Told, type Wish } from '../messages';
import { ANSWERS, OF_OPTIONS } from '../worker/answers';
import { Refusal } from '../worker/api';
import { drafted } from '../worker/desk';
import * as servers from '../worker/servers';

const MENU = 'draft-reply';

export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus.create({
      id: MENU,
      title: 'Draft a reply to the selected text',
      contexts: ['selection', 'editable'],
    });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => void begin(tab, info.selectionText ?? ''));
  browser.action.onClicked.addListener((tab) => void begin(tab, ''));
  browser.commands.onCommand.addListener((_command, tab) => void begin(tab, ''));

  browser.runtime.onMessage.addListener((message: unknown, sender, answer) => {
    if (sender.id !== browser.runtime.id || !isQuestion(message)) return undefined;
    void answered(message, sender).then(answer);
    return true; // the answer comes later
  });
  browser.runtime.onConnect.addListener((port) => {
    if (port.sender?.id !== browser.runtime.id || port.name !== PORT) return;
    const gone = new AbortController();
    port.onDisconnect.addListener(() => gone.abort());
    port.onMessage.addListener((wish: Wish) => void follow(port, wish, gone.signal));
  });
});

interface Question {
  readonly ask: keyof Asks;
  readonly send: never;
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'ask' in message && Object.hasOwn(ANSWERS, String(message.ask));
}

async function answered({ ask, send }: Question, sender: Browser.runtime.MessageSender): Promise<Answer<unknown>> {
  const ours = new URL(sender.url ?? 'about:blank').origin === self.location.origin;
  if (OF_OPTIONS.has(ask) && !ours) {
    return { ok: false, failure: { code: 'not_here', says: 'Only the options page asks this.', next: 'Open the options.' } };
  }
  try {
    return { ok: true, value: await ANSWERS[ask](send, sender.tab?.id ?? -1) };
  } catch (error) {
    return { ok: false, failure: await told(error) };
  }
}

async function follow(port: Browser.runtime.Port, wish: Wish, signal: AbortSignal): Promise<void> {
  const post = (step: Step) => {
    if (!signal.aborted) port.postMessage(step);
  };
  try {
    for await (const step of drafted(await servers.door(), wish, signal)) post(step);
  } catch (error) {
    post({ what: 'failed', failure: await told(error) });
  }
}

/** A failure in words; where the session is over, it is over here too. */
async function told(error: unknown): Promise<Failure> {
  if (!(error instanceof Refusal)) {
    return { code: 'internal', says: 'Something went wrong in the extension.', next: 'Try again; your text stays here.' };
  }
  if (error.failure.code === 'not_signed_in') {
    const door = await servers.door().catch(() => undefined);
    if (door) await servers.ended(door.address);
    return {
      code: 'signed_out',
      says: 'Your session has ended.',
      next: 'Your text stays here. Sign in again in the options, then go on.',
    };
  }
  return error.failure;
}

/** Have the page open its panel; where our script is not there yet, bring it, by the person's click. */
async function begin(tab: Browser.tabs.Tab | undefined, selected: string): Promise<void> {
  if (tab?.id === undefined) return;
  const message: Told = { makegood: 'draft', selected };
  try {
    await browser.tabs.sendMessage(tab.id, message, { frameId: 0 });
  } catch {
    await browser.scripting.executeScript({ target: { tabId: tab.id }, files: ['/content-scripts/page.js'] });
    await browser.tabs.sendMessage(tab.id, message, { frameId: 0 });
  }
}
