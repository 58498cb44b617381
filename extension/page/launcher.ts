/** The small button beside a box that has the focus. */
import { button, h } from '../panel/dom';
import { STYLE } from '../panel/style';

export interface Launcher {
  at(box: HTMLElement | undefined): void;
}

export function launcher(open: (box: HTMLElement) => void, signal: AbortSignal): Launcher {
  const host = h('div', { 'data-makegood': 'launcher' });
  const root = host.attachShadow({ mode: 'open' });
  let box: HTMLElement | undefined;
  const mark = button('M', () => box && open(box), {
    class: 'launcher',
    hidden: true,
    title: 'Draft a reply with Makegood (Alt+Shift+M)',
    'aria-label': 'Draft a reply with Makegood',
  });
  // The site must not take the focus out of its box because our button was pressed.
  mark.addEventListener('mousedown', (event) => event.preventDefault());
  root.append(h('style', {}, STYLE), mark);
  const place = () => {
    const seen = box?.isConnected ? box.getBoundingClientRect() : undefined;
    mark.hidden = !seen || !seen.width;
    if (!seen) return;
    const frame = box?.ownerDocument.defaultView?.frameElement?.getBoundingClientRect();
    const side = getComputedStyle(box as HTMLElement).direction === 'rtl' ? seen.left + 4 : seen.right - 34;
    mark.style.left = `${side + (frame?.left ?? 0)}px`;
    mark.style.top = `${Math.max(0, seen.top + (frame?.top ?? 0) - 16)}px`;
  };
  addEventListener('scroll', place, { signal, passive: true, capture: true });
  addEventListener('resize', place, { signal, passive: true });
  signal.addEventListener('abort', () => host.remove());
  return {
    at(next) {
      box = next;
      if (next && !host.isConnected) document.documentElement.append(host);
      place();
    },
  };
}
