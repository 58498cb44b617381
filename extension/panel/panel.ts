/** The panel: draft, evidence, findings, edit, approve. It knows no site and no server. */
import type { CheckShown, SheetShown } from '../api-types';
import type { Conversation, Decided, Failure, Off, Ready, Step } from '../messages';
import { again } from './again';
import type { Around, InBox } from './around';
import { beside } from './beside';
import { button, by, fill, h, quiet } from './dom';
import { type Guard, guard, MOMENT } from './guard';
import { hand } from './hand';
import { held } from './held';
import { evidence, findings, type Found, ofSheet, promises, sameFindings } from './reviewed';
import { STYLE } from './style';

export interface Panel {
  ask(why: string): void;
  show(step: Step): void;
  fail(failure: Failure): void;
  inBox(state: InBox): void;
  done(says: string): void;
  off(by: Off): void;
  focus(): void;
  close(): void;
}

const GLANCE = 250; // milliseconds between the last change and a yes: nobody reads faster
const TYPING = 350; // milliseconds of rest after which a text is checked

export function mountPanel(root: ShadowRoot, conversation: Conversation | undefined, place: string, around: Around): Panel {
  const status = h('p', { role: 'status', class: 'soft' });
  const alert = h('div', { role: 'alert', hidden: true, class: 'box alert' });
  const body = h('div', { class: 'inside' });
  const title = h('h2', { tabindex: -1, id: 'title' }, conversation?.author ? `Reply to ${conversation.author}` : 'Reply');
  const text = h('textarea', { id: 'text', dir: 'auto', spellcheck: 'true', 'aria-describedby': 'count' });
  const left = document.documentElement.dir === 'rtl';
  const aside = h(
    'section',
    { class: left ? 'panel left' : 'panel', popover: 'manual', role: 'dialog', 'aria-labelledby': 'title' },
    h('style', {}, STYLE),
    h(
      'div',
      { class: 'inside' },
      h('header', {}, title, button('Close', close, { 'aria-keyshortcuts': 'Escape' })),
      h('p', { class: 'soft' }, place),
      conversation ? h('blockquote', { dir: 'auto' }, conversation.text) : undefined,
      status,
      alert,
      body,
    ),
  );
  root.append(aside);
  aside.showPopover?.();
  const watch: Guard = guard(root, aside);
  const own = hand(aside, text);
  quiet(aside);
  by(aside, 'keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  watch.settled();

  function close(): void {
    watch.end();
    aside.remove();
    around.closed();
  }

  function fail(failure: Failure): void {
    fill(
      alert,
      h('strong', {}, failure.says),
      ` ${failure.next}`,
      failure.code === 'signed_out' ? button('Open the options', around.options) : undefined,
    );
    alert.hidden = false;
    status.textContent = '';
    watch.settled();
  }

  function say(words: string): void {
    status.textContent = words;
    alert.hidden = true;
    watch.settled();
  }

  function write(words: string): void {
    text.value = words;
    watch.wrote(words);
  }

  function ask(why: string): void {
    const said = h('textarea', { dir: 'auto', id: 'said' });
    const go = () => said.value.trim() && around.said(said.value);
    fill(body, h('p', {}, why), h('label', { for: 'said' }, "The customer's words"), said, button('Draft a reply', go, { class: 'main' }));
    watch.settled();
  }

  async function pick(id: string): Promise<void> {
    const answer = await around.pick(id);
    if (answer.ok) review(answer.value);
    else fail(answer.failure);
  }

  function review({ draft, beside: all, sheet, kept, inHand }: Ready): void {
    const cards = beside(all, draft.id, (id) => void pick(id));
    if (inHand || draft.state === 'approved') return approved();
    if (!sheet || draft.state !== 'in_review') {
      say('');
      fill(body, cards, h('p', { class: 'box look' }, draft.problem || draft.explanation || `This draft is ${draft.state}.`), again(around.draft, conversation?.isPublic ?? false));
      return watch.settled();
    }
    let now: SheetShown = sheet;
    let found: Found = ofSheet(sheet);
    let held = draft.held;
    let before = kept || sheet.revision.text;
    let early = true; // a click that was meant for something else is no approval
    let timer = 0;
    const count = h('p', { id: 'count', class: 'soft' });
    const first = h('div', { class: 'inside' });
    const lists = h('div', { class: 'inside' });
    const mend = h('p', { id: 'mend', class: 'over' });
    const privately = draft.side === 'private_message' && conversation?.isPublic;
    const yes = button(privately ? 'Approve' : 'Approve and insert', (event) => void approve(event.detail ? undefined : yes), { class: 'main', 'aria-keyshortcuts': 'Control+Enter', 'aria-describedby': 'mend' });
    const holding = button(held ? 'Take off hold' : 'Hold', () => void putOnHold());
    const why = h('input', { id: 'why', maxlength: 2000 });
    const refuse = h(
      'details',
      {},
      h('summary', {}, 'Reject'),
      h('div', { class: 'inside form' }, h('label', { for: 'why' }, 'Why?'), why, h('div', { class: 'row' }, button('Reject this draft', () => void reject()))),
    );
    write(kept || sheet.revision.text);
    fill(
      body,
      draft.kind === 'holding'
        ? h('p', { class: 'box look' }, `A holding reply, which promises nothing. ${draft.explanation}`)
        : undefined,
      cards,
      privately
        ? h('p', { class: 'box look' }, 'For a private message, which you open yourself. Nothing of it is put into the box on this page.')
        : undefined,
      h('label', { for: 'text' }, privately ? 'Your private message' : 'Your reply'),
      text,
      count,
      first,
      h('div', { class: 'row actions' }, yes, holding, mend),
      lists,
      refuse,
      again(around.draft, conversation?.isPublic ?? false),
    );
    list();
    setTimeout(() => {
      early = false;
      list();
    }, MOMENT);
    say(kept ? 'Your unsaved text is here again.' : need(sheet));
    if (text.value !== sheet.revision.text) check();
    else void length();

    text.oninput = (event) => {
      if (!event.isTrusted) return;
      if (!own.typed()) {
        write(before);
        fail({ code: 'tampered', says: 'The page wrote into your reply.', next: 'It was taken out again. Go on, or use the console for this reply.' });
        return;
      }
      before = text.value;
      watch.wrote(text.value);
      around.keep(text.value);
      clearTimeout(timer);
      timer = window.setTimeout(check, TYPING);
    };
    text.onkeydown = (event) => {
      if (event.isTrusted && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void approve(text);
    };

    function list(): void {
      const blocks = found.findings.filter((each) => each.severity === 'block').length;
      yes.disabled = blocks > 0 || held || early;
      mend.textContent = held ? 'On hold.' : blocks ? `${blocks} to be mended first.` : '';
      fill(first, findings(found));
      fill(lists, h('h3', {}, 'What each sentence stands on'), evidence(found, around.clause, watch.settled), promises(found));
      watch.settled();
    }

    function check(): void {
      const checked = text.value;
      void around.check(checked).then((answer) => {
        if (checked !== text.value) return; // they typed on; the next check is on its way
        if (!answer.ok) return fail(answer.failure);
        found = answer.value;
        counted(answer.value);
        list();
      });
    }

    async function length(): Promise<void> {
      const answer = await around.check(text.value);
      if (answer.ok) counted(answer.value);
    }

    function counted({ length: taken, limit }: CheckShown): void {
      count.textContent = limit === null ? `${taken} characters` : `${taken} of ${limit} characters, as this site counts`;
      count.className = limit !== null && taken > limit ? 'over' : 'soft';
      watch.settled();
    }

    /** `keyed` is what had the focus, where a key said yes. */
    async function approve(keyed?: HTMLElement): Promise<void> {
      const wrong = watch.tampered(yes, text);
      if (keyed && !own.brought(keyed)) return say('That key came as a surprise. Look at the reply, then press the button.');
      if (own.rested() < GLANCE) return say('The text changed just now. Look at it, then approve.');
      if (yes.disabled || wrong) {
        if (wrong) fail({ code: 'tampered', says: wrong, next: 'Nothing was approved. Use the console for this reply.' });
        return;
      }
      yes.disabled = true;
      if (text.value !== now.revision.text) {
        say('Saving your text …');
        const saved = await around.save(text.value, now.revision.id);
        if (!saved.ok) return stopped(saved.failure);
        const same = saved.value.revision.text === text.value && sameFindings(found, ofSheet(saved.value));
        sheetIs(saved.value);
        if (!same) return say('Saved. Look at it once more, then approve.');
      }
      say('Approving …');
      const answer = await around.approve(now.revision.text, now.digest);
      if (!answer.ok) return stopped(answer.failure);
      if (answer.value.what !== 'look') return decided(answer.value);
      sheetIs(answer.value.sheet);
      say('Something changed meanwhile. Look at it once more, then approve.');
    }

    function stopped(failure: Failure): void {
      yes.disabled = false;
      fail(failure);
    }

    function sheetIs(fresh: SheetShown): void {
      now = fresh;
      found = ofSheet(fresh);
      before = fresh.revision.text;
      write(before);
      list();
    }

    async function reject(): Promise<void> {
      if (!why.value.trim()) return why.focus();
      const answer = await around.reject(why.value);
      if (answer.ok) done('Rejected. The conversation stays in the queue.');
      else fail(answer.failure);
    }

    async function putOnHold(): Promise<void> {
      const answer = await around.hold(!held);
      if (!answer.ok) return fail(answer.failure);
      held = answer.value.held;
      holding.textContent = held ? 'Take off hold' : 'Hold';
      list();
      say(held ? 'On hold: nobody can approve it until it is taken off.' : 'Off hold.');
    }
  }

  function approved(): void {
    const take = button('Insert the approved reply', () => void taken(), { class: 'main' });
    fill(body, h('p', { class: 'box good' }, 'This reply has been approved.'), take);
    say('');

    async function taken(): Promise<void> {
      const answer = await around.take();
      if (answer.ok) decided(answer.value);
      else fail(answer.failure);
    }
  }

  function decided(decision: Decided): void {
    if (decision.what === 'waiting') done('Approved by you. Another person has to agree in the console before it may be inserted.');
    else if (decision.what === 'elsewhere') done('Approved. The server posts on this channel itself; nothing is inserted here.');
  }

  function inBox(state: InBox): void {
    say('');
    fill(body, ...held(state, around, (words) => void copy(words)));
    watch.settled();
  }

  async function copy(words: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(words);
      say('Copied. Paste it with Ctrl+V.');
    } catch {
      say('Copying is not allowed here. Select the text above and press Ctrl+C.');
    }
  }

  function done(says: string): void {
    fill(body, h('p', { class: 'box good', role: 'status' }, says));
    say('');
  }

  function off({ by, why }: Off): void {
    const who = by === 'you' ? 'You switched it off in the options.' : `It was switched off for everybody: ${why}`;
    fill(body, h('p', { class: 'box look', role: 'status' }, `Makegood is off on this site. ${who}`), button('Open the options', around.options));
    watch.settled();
  }

  return {
    ask,
    off,
    fail,
    inBox,
    done,
    close,
    focus: () => title.focus(),
    show(step) {
      if (step.what === 'failed') return fail(step.failure);
      if (step.what === 'ready') return review(step.ready);
      say(step.says);
      fill(body, h('div', { class: 'partial', dir: 'auto', 'aria-busy': 'true' }, step.partial));
      watch.settled();
    },
  };
}

function need(sheet: SheetShown): string {
  return sheet.requirement.people > 1 ? `${sheet.requirement.people} people have to approve this: ${sheet.requirement.why}` : '';
}
