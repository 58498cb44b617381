/** Finding text boxes and posts: through open shadow roots and frames of the same origin. */

const EDITABLE =
  'textarea, [contenteditable="true"], [contenteditable="plaintext-only"], [contenteditable=""]';

/** The document, its open shadow roots and its frames of the same origin, outermost first. */
export function* roots(start: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield start;
  for (const element of start.querySelectorAll('*')) {
    if (element.shadowRoot) yield* roots(element.shadowRoot);
    else if (element.tagName === 'IFRAME') {
      const inside = inner(element as HTMLIFrameElement);
      if (inside) yield* roots(inside);
    }
  }
}

/** Every element of that selector, deeply, in reading order within each root. */
export function deepAll(start: Document, selector: string): HTMLElement[] {
  return [...roots(start)].flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);
}

/** The nearest element around `from` that matches, across shadow roots and frames. */
export function closest(from: Element, selector: string): HTMLElement | undefined {
  for (let at: Element | null = from; at; at = above(at)) {
    if (at.matches(selector)) return at as HTMLElement;
  }
  return undefined;
}

/** Every text box that a person can see. */
export function boxes(start: Document): HTMLElement[] {
  const found = deepAll(start, EDITABLE);
  for (const root of roots(start)) {
    // An editor that makes a whole frame editable (TinyMCE) says so on its body.
    if (root !== start && 'body' in root && root.body?.isContentEditable) found.push(root.body);
  }
  return [...new Set(found)].filter((box) => visible(box) && !closest(box, '.ql-clipboard'));
}

/** The text box around an element, or undefined where it is in none. */
export function boxAround(element: Element): HTMLElement | undefined {
  if (element.ownerDocument.body?.isContentEditable) return element.ownerDocument.body;
  let box = closest(element, EDITABLE);
  for (let next = box; next; next = next.parentElement ? inRoot(next.parentElement) : undefined) box = next;
  return box;
}

/** The element that has the focus, wherever it is. */
export function focused(start: Document): Element | null {
  let at = start.activeElement;
  for (;;) {
    const next: Element | null | undefined =
      at?.shadowRoot?.activeElement ??
      (at?.tagName === 'IFRAME' ? inner(at as HTMLIFrameElement)?.activeElement : null);
    if (!next) return at;
    at = next;
  }
}

export function visible(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** Whether `first` stands before `second` as they are read, across shadow roots. */
export function precedes(first: Element, second: Element): boolean {
  const [a, b] = [outermost(first, second), outermost(second, first)];
  return Boolean(a.compareDocumentPosition(b) & 4 /* DOCUMENT_POSITION_FOLLOWING */);
}

/** Have the site mount its box by clicking what stands in for it, and wait until it is there. */
export async function mounted(start: Document, trigger: string, box: string): Promise<HTMLElement | undefined> {
  const found = () => deepAll(start, box).find(visible);
  const standIn = deepAll(start, trigger).find(visible);
  if (found() || !standIn) return found();
  standIn.click();
  return new Promise((done) => {
    const end = (value: HTMLElement | undefined) => {
      watching.disconnect();
      clearTimeout(timer);
      done(value);
    };
    const watching = new MutationObserver(() => {
      const now = found();
      if (now) end(now);
    });
    const timer = setTimeout(() => end(found()), 2000);
    watching.observe(start, { childList: true, subtree: true });
  });
}

function inner(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null; // of another origin
  }
}

function above(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root.nodeType === 11) return (root as ShadowRoot).host;
  return element.ownerDocument.defaultView?.frameElement ?? null;
}

function inRoot(element: Element): HTMLElement | undefined {
  return element.closest<HTMLElement>(EDITABLE) ?? undefined;
}

/** The ancestor of `element` that lies in a tree which also holds `other`, or its outermost one. */
function outermost(element: Element, other: Element): Element {
  for (let at: Element | null = element; at; ) {
    const root = at.getRootNode();
    if (root.contains(other) || root.nodeType !== 11) return at;
    at = (root as ShadowRoot).host;
  }
  return element;
}
