/**
 * Whether it was the person's own hand. A page can move the focus into the panel, so that a key that
 * was meant for the site's box lands here, and it can have the browser itself type
 * (`execCommand`): both come as trusted events.
 */
export interface Hand {
  /** Whether the person brought the focus to this element, by pointer or Tab. */
  brought(element: HTMLElement): boolean;
  /** Whether the last change of the text was typed, pasted or undone by the person. */
  typed(): boolean;
  /** Milliseconds since the text was changed last. */
  rested(): number;
}

const SOON = 500; // milliseconds between a Tab or a press and the focus that it moves

export function hand(panel: HTMLElement, text: HTMLTextAreaElement): Hand {
  let moved = -SOON;
  let mine: EventTarget | null = null;
  let announced = false;
  let changed = -Infinity;
  const on = <K extends keyof HTMLElementEventMap>(at: HTMLElement, kind: K, act: (event: HTMLElementEventMap[K]) => void) =>
    at.addEventListener(kind, (event) => event.isTrusted && act(event), { capture: true });
  on(panel, 'pointerdown', () => (moved = performance.now()));
  on(panel, 'keydown', (event) => {
    if (event.key === 'Tab') moved = performance.now();
  });
  on(panel, 'focusin', (event) => {
    // The same element again is the window coming back to the front.
    if (event.target !== mine) mine = performance.now() - moved < SOON ? event.target : null;
  });
  on(panel, 'focusout', (event) => {
    if (event.relatedTarget) mine = null;
  });
  // Browsers announce what a person does to a text, and not what `execCommand` does.
  on(text, 'beforeinput', (event) => {
    announced = !event.defaultPrevented;
    setTimeout(() => (announced = false)); // the change that it announces comes in the same task
  });
  on(text, 'input', () => (changed = performance.now()));
  return {
    brought: (element) => mine === element,
    typed: () => announced,
    rested: () => performance.now() - changed,
  };
}
