/**
 * Whether what the person sees is ours. A page can reach into an open shadow root, put things over
 * it and pretend clicks; it can never make an approval of that.
 */
export interface Guard {
  /** What changed in the panel since we began this moment was us. Called before we let go of it. */
  settled(): void;
  /** The text now in the box is the person's or ours. */
  wrote(text: string): void;
  /** What is wrong; empty where the person sees exactly what we made. */
  tampered(button: HTMLElement, box: HTMLTextAreaElement): string;
  end(): void;
}

/** Milliseconds for which a person must have had the panel in plain sight before a yes counts. */
export const MOMENT = 400;

export function guard(root: ShadowRoot, shown: HTMLElement): Guard {
  let touched = false;
  let text = '';
  let hidden = false;
  let clearSince = -MOMENT;
  const opened = performance.now();
  // A page's changes come in tasks of their own, so they are delivered here; ours are taken out by
  // `settled` before the task ends in which we made them.
  const changes = new MutationObserver((records) => {
    touched ||= records.some((each) => !(each.attributeName === 'open' && each.target.nodeName === 'DETAILS'));
  });
  const everything = { attributes: true, childList: true, characterData: true };
  changes.observe(root, { ...everything, subtree: true });
  changes.observe(root.host, everything);
  const sight = watchSight(shown, (clear) => {
    // While it opens it is not in sight yet, and its button does not work yet either.
    if (clear && hidden && performance.now() - opened > MOMENT) clearSince = performance.now();
    hidden = !clear;
  });
  return {
    settled: () => void changes.takeRecords(),
    wrote: (value) => {
      text = value;
    },
    tampered(button, box) {
      if (touched || box.value !== text || changed(root)) return 'The page changed this panel.';
      const covered = hidden || performance.now() - clearSince < MOMENT;
      if (covered || !onTop(root, button) || !onTop(root, box)) {
        return 'Something on the page lies over this panel.';
      }
      return '';
    },
    end() {
      changes.disconnect();
      sight?.disconnect();
    },
  };
}

/** Whether the page gave the panel a style sheet of its own; we use none of that kind. */
function changed(root: ShadowRoot): boolean {
  return root.adoptedStyleSheets.length > 0;
}

/** Whether a click in the middle of an element would meet that element. */
function onTop(root: ShadowRoot, element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return element.tagName === 'TEXTAREA'; // scrolled away
  if (document.elementFromPoint(x, y) !== root.host) return false;
  // Our own header may lie over a text that is scrolled; what is in the panel is ours, or it is seen.
  return element.tagName === 'TEXTAREA' || root.elementFromPoint(x, y) === element;
}

/** Chromium can tell whether an element is covered, also by what lets clicks through. */
function watchSight(shown: HTMLElement, say: (clear: boolean) => void): IntersectionObserver | undefined {
  const options = { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit;
  try {
    const made = new IntersectionObserver((entries) => {
      const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined;
      if (last?.isVisible !== undefined) say(last.isVisible);
    }, options);
    made.observe(shown);
    return made;
  } catch {
    return undefined; // elsewhere what a click would meet must do
  }
}
