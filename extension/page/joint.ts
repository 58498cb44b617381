/** Where site and panel meet: one panel at a time, for one box and one message. */
import { insert as insertText, sameWords } from '../editing/insert';
import type { Answer, Conversation, Decided, InHand, Off } from '../messages';
import { h } from '../panel/dom';
import type { Around, InBox } from '../panel/around';
import { mountPanel, type Panel } from '../panel/panel';
import { aboutSelection } from '../sites/generic';
import type { Inserted, Site } from '../sites/site';
import { ask, draft } from './ask';
import { watchBox } from './watch';

export interface Joint {
  open(box: HTMLElement | undefined, selected: string): void;
  /** The site is switched off: say so, and by whom. */
  off(by: Off): void;
  /** What this tab had in hand when its page was loaded anew. */
  resume(inHand: InHand): void;
}

export function joint(site: Site, signal: AbortSignal): Joint {
  let ending = new AbortController();

  function begin(): AbortSignal {
    ending.abort();
    ending = new AbortController();
    signal.addEventListener('abort', () => ending.abort(), { once: true });
    return ending.signal;
  }

  return {
    open(box, selected) {
      const read = box && site.readConversation(box);
      const about = selected ? aboutSelection(document, selected, site, read) : read;
      tested(site, box, Boolean(about));
      meeting(site, begin(), box, about);
    },
    off: (by) => meeting(site, begin(), undefined, undefined, undefined, by),
    resume(inHand) {
      meeting(site, begin(), undefined, inHand.conversation, inHand);
    },
  };
}

/** The adapter tells how it does here, so that the options can show it. Nothing is sent anywhere else. */
export function tested(site: Site, box: HTMLElement | undefined, read = Boolean(box && site.readConversation(box))): void {
  const says = !read ? 'No message could be read.' : box ? 'Box and message found.' : 'No box was found.';
  void ask('health', { site: site.name, works: says === 'Box and message found.', says });
}

/** One panel, from opening to closing. */
function meeting(site: Site, signal: AbortSignal, first: HTMLElement | undefined, known: Conversation | undefined, held?: InHand, off?: Off): void {
  let box = first;
  let about = known;
  let id = '';
  let stopDraft = () => {};
  let inHand = held;
  let before = '';
  let watching = new AbortController();
  const host = h('div', { 'data-makegood': 'panel' });
  const root = host.attachShadow({ mode: 'open' });
  document.documentElement.append(host);
  signal.addEventListener('abort', () => {
    stopDraft();
    watching.abort();
    host.remove();
  });

  const around: Around = {
    draft: (again) => ask_draft(again),
    said(text) {
      about = aboutSelection(document, text, site);
      panel.close();
      meeting(site, signal, box, about);
    },
    async pick(draft) {
      const answer = await ask('pick', { draft });
      if (answer.ok) id = draft;
      return answer;
    },
    check: (text) => ask('check', { draft: id, text }),
    save: (text, basedOn) => ask('save', { draft: id, text, basedOn }),
    approve: async (text, digest) => (about ? inserting(await ask('approve', { draft: id, text, digest, conversation: about })) : nowhere()),
    take: async () => (about ? inserting(await ask('take', { draft: id, conversation: about })) : nowhere()),
    reject: (reason) => ask('reject', { draft: id, reason }),
    hold: (on) => ask('hold', { draft: id, held: on }),
    clause: (name) => ask('clause', { id: name }),
    keep: (text) => void ask('keep', { draft: id, text }),
    insertAgain: () => void insert(),
    posted: (link) => void report(inHand?.box || inHand?.text || '', link, true),
    notPosted: () => void report('', '', false),
    options: () => void ask('options', {}),
    closed() {
      stopDraft();
      host.remove();
      if (box?.isConnected) box.focus();
    },
  };
  const panel: Panel = mountPanel(root, about, placed(site, about), around);
  panel.focus();
  if (off) panel.off(off);
  else if (inHand) watch(undefined, 'You approved this reply on the page before. Was it posted?');
  else if (about) ask_draft();
  else panel.ask('The message could not be read from this page. Select it and use the menu, or put it here.');

  function ask_draft(again?: Parameters<Around['draft']>[0]): void {
    if (!about) return;
    stopDraft();
    stopDraft = draft(about, again, (step) => {
      if (step.what === 'ready') id = step.ready.draft.id;
      if (step.what === 'ready' && step.ready.inHand) {
        inHand = step.ready.inHand;
        if (step.ready.draft.side === 'private_message') carry();
        else watch(box, 'You have this reply in hand.');
      } else panel.show(step);
    });
  }

  async function inserting(answer: Answer<Decided>): Promise<Answer<Decided>> {
    if (answer.ok && answer.value.what === 'insert') {
      inHand = answer.value.inHand;
      await insert();
    } else if (answer.ok && answer.value.what === 'carry') {
      inHand = answer.value.inHand;
      carry();
    }
    return answer;
  }

  /** A private message is opened by the person; nothing of it may go into this page's box. */
  function carry(): void {
    watching.abort();
    show('look', 'Approved, for a private message. Open one to this customer, paste the text there and send it. Then say so here.', ['posted']);
  }

  /** Put the approved text in, if this is still the box of that message. */
  async function insert(): Promise<void> {
    if (!inHand || !about) return;
    box = sameBox(site, box, about);
    if (!box) {
      return show('look', 'The box has gone, or is now beside another message. Open it again, then insert, or copy the text.', ['insert', 'posted']);
    }
    watching.abort();
    const came: Inserted = await site.insert(box, inHand.text);
    before = came.before.trim() && came.before !== inHand.text ? came.before : before;
    if (came.outcome === 'inserted') return watch(box, "It is in the site's box, exactly as approved. Press the site's own button to post it.");
    if (!came.now.trim() && before) await insertText(box, before, import.meta.env.FIREFOX);
    const why =
      came.outcome === 'failed'
        ? 'The site did not take the text. Copy it and paste it with Ctrl+V.'
        : "The box may not hold exactly the approved text. Look at it; copy the text and paste it with Ctrl+V if not.";
    watch(box, why, came.outcome === 'failed' ? 'alert' : 'look');
  }

  function watch(at: HTMLElement | undefined, says: string, tone: InBox['tone'] = 'good'): void {
    if (!inHand) return;
    const mine = inHand;
    watching.abort();
    watching = new AbortController();
    const until = AbortSignal.any([signal, watching.signal]);
    show(tone, says, tone === 'good' && at ? [] : ['insert', 'posted']);
    if (at) void box_is(site.readBack(at), false);
    watchBox(
      site,
      at,
      [mine.box, mine.text],
      {
        box: (text) => void box_is(text, true),
        post: (post) => void report(post.text, post.link, true),
        missing: () => show('look', 'The box is empty, and the post has not appeared here. Was it posted?', ['insert', 'posted']),
      },
      until,
    );
  }

  async function box_is(text: string, news: boolean): Promise<void> {
    if (!inHand) return;
    if (text.trim()) inHand = { ...inHand, box: text };
    const answer = await ask('box', { posting: inHand.posting, text });
    if (!answer.ok) return panel.fail(answer.failure);
    if (answer.value === 'changed') {
      show('look', 'This is not what was approved any more. If you post it so, the record will say that it was changed.', ['insert']);
    } else if (answer.value === 'same' && news) {
      show('good', "It is in the site's box, exactly as approved. Press the site's own button to post it.", []);
    }
  }

  async function report(text: string, link: string, posted: boolean): Promise<void> {
    if (!inHand) return;
    watching.abort();
    // Pages show white space as they like; the words are what we compare.
    const seen = sameWords(text, inHand.text) ? inHand.text : text;
    const answer = await ask('posted', { posting: inHand.posting, text: seen, link, posted });
    if (!answer.ok) return panel.fail(answer.failure);
    inHand = undefined;
    if (!posted) panel.done('Noted: it was not posted. The draft is back in review.');
    else if (answer.value.same) panel.done('Posted, exactly as approved. It is on record with its address.');
    else panel.done('Posted, but not word for word as approved. The record says so.');
  }

  function show(tone: InBox['tone'], says: string, offer: InBox['offer']): void {
    if (inHand) panel.inBox({ tone, says, text: inHand.text, before, offer });
  }
}

/** The box if it is still there for the same message, else another box for it. */
function sameBox(site: Site, box: HTMLElement | undefined, about: Conversation): HTMLElement | undefined {
  const answers = (each: HTMLElement) => {
    const read = site.readConversation(each);
    return read ? read.messageId === about.messageId : each === box && site.readBack(each) !== undefined && about.site === site.name;
  };
  if (box?.isConnected && (answers(box) || !site.readConversation(box))) return box;
  return site.findComposers(document).find(answers);
}

function placed(site: Site, about: Conversation | undefined): string {
  if (!about) return site.label;
  const where = site.name === 'page' ? about.account : site.label;
  return about.isPublic ? `Public reply on ${where}` : `Private reply on ${where}`;
}

async function nowhere(): Promise<Answer<Decided>> {
  return { ok: false, failure: { code: 'nowhere', says: 'There is no message that this would answer.', next: 'Select it and try again.' } };
}
