/** Making elements. Text goes in as text: nothing of a page or a server is ever read as markup. */

type Props = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | undefined | false;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  fill(made, ...children);
  return made;
}

export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => child !== undefined && child !== false));
}

/** Do something when a person does something. What a page's script only pretends is not heard. */
export function by<K extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  event: K,
  act: (event: HTMLElementEventMap[K]) => void,
): void {
  element.addEventListener(event, (happened) => {
    if (happened.isTrusted) act(happened as HTMLElementEventMap[K]);
  });
}

export function button(label: string, act: (event: MouseEvent) => void, props: Props = {}): HTMLButtonElement {
  const made = h('button', { type: 'button', ...props }, label);
  by(made, 'click', act);
  return made;
}

/** Keys and pastes in the panel are not the page's: its shortcuts must not fire, nor its traps. */
export function quiet(aside: HTMLElement): void {
  const events = ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'paste', 'copy', 'cut', 'focusin', 'focusout', 'click', 'mousedown', 'pointerdown'];
  for (const event of events) aside.addEventListener(event, (happened) => happened.stopPropagation());
}
