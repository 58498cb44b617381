/** The approved text while it is in the person's hands: in the box, or to be copied. */
import type { Around, InBox } from './around';
import { button, h } from './dom';

export function held({ tone, says, text, before, offer }: InBox, around: Around, copy: (words: string) => void): (Node | undefined)[] {
  return [
    h('p', { class: `box ${tone}`, role: 'status' }, says),
    h('h3', {}, 'The approved text'),
    h('div', { class: 'exact', dir: 'auto', tabindex: 0 }, text),
    h(
      'div',
      { class: 'row' },
      offer.includes('insert') && button('Insert again', around.insertAgain),
      button('Copy', () => copy(text)),
    ),
    before ? h('h3', {}, 'What you had typed before') : undefined,
    before ? h('div', { class: 'exact', dir: 'auto' }, before) : undefined,
    before ? h('div', { class: 'row' }, button('Copy what I had typed', () => copy(before))) : undefined,
    offer.includes('posted') ? posted(around) : undefined,
  ];
}

function posted(around: Around): HTMLElement {
  const link = h('input', { id: 'link', type: 'url', placeholder: 'Address of the post, if you have it' });
  return h(
    'div',
    { class: 'inside' },
    h('label', { for: 'link' }, 'Was it posted?'),
    link,
    h(
      'div',
      { class: 'row' },
      button('Yes, it is posted', () => around.posted(link.value)),
      button('No, I did not post it', around.notPosted),
    ),
  );
}
