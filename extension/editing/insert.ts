/**
 * Putting text into a site's box as if it were typed or pasted, so that the editor behind it knows.
 *
 * No single technique works everywhere; this order was measured with real editors in Chromium and
 * Firefox. `execCommand` corrupts Draft.js in Chromium; a synthetic paste reaches no editor in
 * Firefox; Slate drops a paste that carries HTML; ProseMirror, CKEditor and TinyMCE keep blank
 * lines only with it.
 */

/** What came of it. `doubt`: something may be there; nobody may try a second time. */
export interface Inserted {
  readonly outcome: 'inserted' | 'doubt' | 'failed';
  /** What the person had typed before. */
  readonly before: string;
  readonly now: string;
}

const WANTS_HTML = '.ProseMirror, .ck-editor__editable, .mce-content-body';
const LOOKS = 8;
const PAUSE = 25; // milliseconds; eight of them are the 200 ms after which an editor has answered

/** Replace what the box holds with `text`. */
export async function insert(box: HTMLElement, text: string, firefox: boolean): Promise<Inserted> {
  const before = readBack(box);
  await place(box);
  const claimed = isField(box) ? field(box, text) : firefox ? exec(box, text) : paste(box, text);
  if (await arrives(box, text)) return { outcome: 'inserted', before, now: readBack(box) };
  if (!claimed && !isField(box)) {
    await place(box);
    await byLines(box, text);
    if (await arrives(box, text)) return { outcome: 'inserted', before, now: readBack(box) };
  }
  const now = readBack(box);
  return { outcome: squash(now) === squash(before) && !claimed ? 'failed' : 'doubt', before, now };
}

/** What a box holds, as a person reads it. */
export function readBack(box: HTMLElement): string {
  if (isField(box)) return box.value;
  const text = (box.innerText ?? box.textContent ?? '').replace(/[\u200b\ufeff]/g, '').replace(/\u00a0/g, ' ');
  // Slate writes its placeholder into the box.
  const placeholder = box.querySelector('[data-slate-placeholder="true"]')?.textContent;
  return text.trim() && text.trim() !== placeholder?.trim() ? text.replace(/\n+$/, '') : '';
}

/** The same words, whatever an editor did to white space and invisible joiners. */
export function sameWords(one: string, other: string): boolean {
  return squash(one) === squash(other);
}

function isField(box: HTMLElement): box is HTMLTextAreaElement {
  return box.tagName === 'TEXTAREA' || box.tagName === 'INPUT';
}

async function place(box: HTMLElement): Promise<void> {
  box.focus();
  if (isField(box)) {
    box.select();
    return pause(0);
  }
  const range = box.ownerDocument.createRange();
  range.selectNodeContents(box);
  const root = box.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? box.ownerDocument.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return pause(60); // editors hear of a selection by an event that is queued
}

function field(box: HTMLTextAreaElement, text: string): boolean {
  if (command(box, 'insertText', text) && box.value === text) return true;
  const kind = box.tagName === 'INPUT' ? HTMLInputElement : HTMLTextAreaElement;
  // The prototype's own setter, since frameworks put theirs on the element.
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(box, text);
  box.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }),
  );
  return true;
}

function exec(box: HTMLElement, text: string): boolean {
  return command(box, 'insertText', text);
}

/** Whether the editor claimed the paste. */
function paste(box: HTMLElement, text: string): boolean {
  const view = box.ownerDocument.defaultView as (Window & typeof globalThis) | null;
  const data = new DataTransfer();
  data.setData('text/plain', text);
  if (box.closest(WANTS_HTML)) {
    const lines = text.split('\n').map((line) => `<p>${escaped(line) || '<br>'}</p>`);
    data.setData('text/html', lines.join(''));
  }
  const event = new (view?.ClipboardEvent ?? ClipboardEvent)('paste', {
    clipboardData: data,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  return !box.dispatchEvent(event);
}

async function byLines(box: HTMLElement, text: string): Promise<void> {
  for (const [number, line] of text.split('\n').entries()) {
    if (number) command(box, 'insertLineBreak');
    else if (!line) command(box, 'delete');
    if (line) command(box, 'insertText', line);
    await pause(0);
  }
}

async function arrives(box: HTMLElement, text: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    await pause(PAUSE);
    if (squash(readBack(box)) === squash(text)) return true;
  }
  return false;
}

function command(box: HTMLElement, name: string, value?: string): boolean {
  return box.ownerDocument.execCommand(name, false, value);
}

function escaped(line: string): string {
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function squash(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, '').normalize('NFC');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
