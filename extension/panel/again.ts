/** Asking for another draft: what it should do, and an instruction. */
import type { Again } from '../messages';
import type { Around } from './around';
import { STANCES } from './beside';
import { button, by, h } from './dom';

export function again(draft: Around['draft'], isPublic: boolean): HTMLElement {
  const several = [
    ['each', 'Yes, no and a question, beside each other'],
    ...(isPublic ? [['pair', 'A public note and a private message'] as const] : []),
  ] as const;
  const stance = h('select', { id: 'stance' }, ...[...STANCES, ...several].map(([value, label]) => h('option', { value }, label)));
  const wish = h('input', { id: 'wish', placeholder: 'shorter, warmer, …', maxlength: 2000 });
  const go = () => draft({ stance: stance.value as Again['stance'], instruction: wish.value });
  by(wish, 'keydown', (event) => {
    if (event.key === 'Enter') go();
  });
  return h(
    'details',
    {},
    h('summary', {}, 'Another draft'),
    h(
      'div',
      { class: 'inside form' },
      h('label', { for: 'stance' }, 'What it does'),
      stance,
      h('label', { for: 'wish' }, 'Instruction'),
      wish,
      h('div', { class: 'row' }, button('Draft again', go)),
      h('p', { class: 'soft' }, 'The draft that you have stays beside it.'),
    ),
  );
}
