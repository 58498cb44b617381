/** Asking for another draft: what it should do, and an instruction. */
import type { Stance } from '../api-types';
import type { Around } from './around';
import { button, by, h } from './dom';

export function again(draft: Around['draft']): HTMLElement {
  const stance = h(
    'select',
    { id: 'stance' },
    ...[['best', 'As policy says'], ['accept', 'Say yes'], ['decline', 'Say no'], ['ask', 'Ask a question']].map(([value, label]) =>
      h('option', { value: value ?? '' }, label),
    ),
  );
  const wish = h('input', { id: 'wish', placeholder: 'shorter, warmer, …', maxlength: 2000 });
  const go = () => draft({ stance: stance.value as Stance, instruction: wish.value });
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
