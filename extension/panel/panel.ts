/** The panel: draft, evidence, findings, edit, approve. It knows no site and no server. */
import type { CheckShown, ClauseShown, DraftShown, SheetShown, Stance } from '../api-types';
import type { Answer, Conversation, Decided, Failure, Ready, Step } from '../messages';
import { button, by, fill, h } from './dom';
import { type Guard, guard, MOMENT } from './guard';
import { evidence, findings, type Found, ofSheet, promises, sameFindings } from './reviewed';
import { STYLE } from './style';

/** What the panel has others do. */
export interface Around {
  draft(again?: { stance: Stance; instruction: string }): void;
  /** The person gave the customer's words, because they could not be read. */
  said(text: string): void;
  check(text: string): Promise<Answer<CheckShown>>;
  save(text: string, basedOn: string | null): Promise<Answer<SheetShown>>;
  approve(text: string, digest: string): Promise<Answer<Decided>>;
  take(): Promise<Answer<Decided>>;
  reject(reason: string): Promise<Answer<DraftShown>>;
  hold(held: boolean): Promise<Answer<DraftShown>>;
  clause(id: string): Promise<Answer<ClauseShown>>;
  keep(text: string): void;
  insertAgain(): void;
  posted(link: string): void;
  notPosted(): void;
  options(): void;
  closed(): void;
}

/** How the approved text is doing in the site's box. */
export interface InBox {
  readonly tone: 'good' | 'look' | 'alert';
  readonly says: string;
  readonly text: string;
  readonly before: string;
  /** Whether to offer putting it in again, and asking whether it was posted. */
  readonly offer: readonly ('insert' | 'posted')[];
}

export interface Panel {
  ask(why: string): void;
  show(step: Step): void;
  fail(failure: Failure): void;
  inBox(state: InBox): void;
  done(says: string): void;
  focus(): void;
  close(): void;
}

const TYPING = 350; // milliseconds of rest after which a text is checked

export function mountPanel(root: ShadowRoot, conversation: Conversation | undefined, place: string, around: Around): Panel {
  const status = h('p', { role: 'status', class: 'soft' });
  const alert = h('div', { role: 'alert', hidden: true, class: 'box alert' });
  const body = h('div', { class: 'inside' });
  const title = h('h2', { tabindex: -1, id: 'title' }, conversation?.author ? `Reply to ${conversation.author}` : 'Reply');
  const text = h('textarea', { id: 'text', dir: 'auto', spellcheck: 'true', 'aria-describedby': 'count' });
  const left = document.documentElement.dir === 'rtl';
  const aside = h(
    'aside',
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

  function review({ draft, sheet, kept, inHand }: Ready): void {
    if (inHand || draft.state === 'approved') return approved();
    if (!sheet || draft.state !== 'in_review') {
      say('');
      fill(body, h('p', { class: 'box look' }, draft.problem || draft.explanation || `This draft is ${draft.state}.`), again());
      return watch.settled();
    }
    let now: SheetShown = sheet;
    let found: Found = ofSheet(sheet);
    let held = draft.held;
    let early = true; // a click that was meant for something else is no approval
    let timer = 0;
    const count = h('p', { id: 'count', class: 'soft' });
    const lists = h('div', { class: 'inside' });
    const yes = button('Approve and insert', () => void approve(), { class: 'main', 'aria-keyshortcuts': 'Control+Enter' });
    const holding = button(held ? 'Take off hold' : 'Hold', () => void putOnHold());
    const why = h('input', { id: 'why', maxlength: 2000 });
    const refuse = h(
      'details',
      {},
      h('summary', {}, 'Reject'),
      h('label', { for: 'why' }, 'Why?'),
      why,
      button('Reject this draft', () => void reject()),
    );
    write(kept || sheet.revision.text);
    fill(
      body,
      draft.kind === 'holding'
        ? h('p', { class: 'box look' }, `A holding reply, which promises nothing. ${draft.explanation}`)
        : undefined,
      h('label', { for: 'text' }, 'Your reply'),
      text,
      count,
      h('div', { class: 'row' }, yes, holding),
      refuse,
      lists,
      again(),
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
      watch.wrote(text.value);
      around.keep(text.value);
      clearTimeout(timer);
      timer = window.setTimeout(check, TYPING);
    };
    text.onkeydown = (event) => {
      if (event.isTrusted && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void approve();
    };

    function list(): void {
      const blocked = found.findings.some((each) => each.severity === 'block');
      yes.disabled = blocked || held || early;
      fill(lists, findings(found), h('h3', {}, 'What each sentence stands on'), evidence(found, around.clause, watch.settled), promises(found));
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

    async function approve(): Promise<void> {
      const wrong = watch.tampered(yes, text);
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
      write(fresh.revision.text);
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

  function again(): HTMLElement {
    const stance = h(
      'select',
      { id: 'stance' },
      ...[['best', 'As policy says'], ['accept', 'Say yes'], ['decline', 'Say no'], ['ask', 'Ask a question']].map(([value, label]) =>
        h('option', { value: value ?? '' }, label),
      ),
    );
    const wish = h('input', { id: 'wish', placeholder: 'shorter, warmer, …', maxlength: 2000 });
    const go = () => around.draft({ stance: stance.value as Stance, instruction: wish.value });
    by(wish, 'keydown', (event) => {
      if (event.key === 'Enter') go();
    });
    return h(
      'details',
      {},
      h('summary', {}, 'Another draft'),
      h('label', { for: 'stance' }, 'What it does'),
      stance,
      h('label', { for: 'wish' }, 'Instruction'),
      wish,
      button('Draft again', go),
    );
  }

  function inBox({ tone, says, text: exact, before, offer }: InBox): void {
    say('');
    const link = h('input', { id: 'link', type: 'url', placeholder: 'Address of the post, if you have it' });
    fill(
      body,
      h('p', { class: `box ${tone}`, role: 'status' }, says),
      h('h3', {}, 'The approved text'),
      h('div', { class: 'exact', dir: 'auto', tabindex: 0 }, exact),
      h(
        'div',
        { class: 'row' },
        offer.includes('insert') ? button('Insert again', around.insertAgain) : undefined,
        button('Copy', () => void copy(exact)),
      ),
      before ? h('h3', {}, 'What you had typed before') : undefined,
      before ? h('div', { class: 'exact', dir: 'auto' }, before) : undefined,
      before ? button('Copy what I had typed', () => void copy(before)) : undefined,
      offer.includes('posted')
        ? h('div', { class: 'inside' }, h('label', { for: 'link' }, 'Was it posted?'), link,
            h('div', { class: 'row' }, button('Yes, it is posted', () => around.posted(link.value)), button('No, I did not post it', around.notPosted)))
        : undefined,
    );
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

  return {
    ask,
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
  return sheet.requirement.people > 1 ? `${sheet.requirement.people} people have to approve this. ${sheet.requirement.why}` : '';
}

/** Keys and pastes in the panel are not the page's: its shortcuts must not fire, nor its traps. */
function quiet(aside: HTMLElement): void {
  const events = ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'paste', 'copy', 'cut', 'focusin', 'focusout', 'click', 'mousedown', 'pointerdown'];
  for (const event of events) aside.addEventListener(event, (happened) => happened.stopPropagation());
}
