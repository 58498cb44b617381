/** Drafts that answer the same message, to be compared and picked from. */
import type { Side, Stance } from '../api-types';
import type { Beside } from '../messages';
import { button, h } from './dom';

export const STANCES: readonly (readonly [Stance, string])[] = [
  ['best', 'As policy says'],
  ['accept', 'Say yes'],
  ['decline', 'Say no'],
  ['ask', 'Ask a question'],
];

const SIDES: Partial<Record<Side, string>> = { public_note: 'Public note', private_message: 'Private message' };

/** One card for each; nothing where there is only one. */
export function beside(all: readonly Beside[], now: string, pick: (draft: string) => void): HTMLElement | undefined {
  if (all.length < 2) return undefined;
  const lines = all.map(({ text }) => text.split('\n').filter((line) => line.trim()));
  const same = shared(lines.filter((each) => each.length));
  return h(
    'div',
    { role: 'group', 'aria-label': 'Drafts beside each other', class: 'cards' },
    ...all.map((each, number) => {
      const name = SIDES[each.side] ?? STANCES.find(([stance]) => stance === each.stance)?.[1] ?? each.stance;
      const says = each.state === 'requested' ? 'Being written …' : differing(lines[number] ?? [], same) || 'No reply could be drafted.';
      const card = button('', () => each.id !== now && pick(each.id), { class: 'card', 'aria-pressed': String(each.id === now) });
      card.append(
        h('strong', {}, each.instruction ? `${name}: ${each.instruction}` : name),
        h('span', { class: 'says', dir: 'auto' }, says),
        each.blocked ? h('span', { class: 'over' }, 'must be mended') : '',
      );
      return card;
    }),
  );
}

/** How many first lines all texts share: a greeting tells nothing apart. */
function shared(texts: readonly (readonly string[])[]): number {
  const [first = []] = texts;
  const end = first.findIndex((line, at) => texts.some((each) => each[at] !== line));
  return end < 0 ? 0 : end;
}

function differing(lines: readonly string[], from: number): string {
  return `${from && lines.length > from ? '… ' : ''}${lines.slice(lines.length > from ? from : 0).join(' ')}`;
}
