/** What was found in a text, as lists: findings first, then each sentence with what it stands on. */
import type { CheckShown, ClauseShown, SheetShown } from '../api-types';
import type { Answer } from '../messages';
import { button, fill, h } from './dom';

const KINDS: Readonly<Record<string, string>> = {
  policy: 'Policy',
  fact: 'Fact',
  courtesy: 'Courtesy',
  unsupported: 'Not supported',
};
const WEIGHT: Readonly<Record<string, string>> = { block: 'Must be mended', look: 'Look at this', note: 'Note' };

export type Found = Pick<CheckShown, 'findings' | 'sentences' | 'evidence' | 'commitments'>;
export type ReadClause = (id: string) => Promise<Answer<ClauseShown>>;

export function ofSheet(sheet: SheetShown): Found {
  const { findings, evidence, commitments } = sheet;
  return { findings, evidence, commitments, sentences: sheet.revision.sentences };
}

function begun(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ended(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Whether two checks say the same to a reviewer. */
export function sameFindings(one: Found, other: Found): boolean {
  const said = ({ findings }: Found) => findings.map(({ code, severity, words }) => `${severity} ${code} ${words}`).sort().join('\n');
  return said(one) === said(other);
}

export function findings(found: Found): HTMLElement {
  const order = ['block', 'look', 'note'];
  const rows = [...found.findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return h(
    'ul',
    { 'aria-label': 'Findings' },
    ...rows.map((each) =>
      h(
        'li',
        { class: `box ${each.severity}` },
        h('strong', {}, `${WEIGHT[each.severity] ?? each.severity}: `),
        [each.words && !each.why.includes(each.words) ? `${each.why} (“${each.words}”)` : each.why, each.mend].map(begun).filter(Boolean).map(ended).join(' '),
      ),
    ),
  );
}

export function evidence(found: Found, read: ReadClause, settled: () => void): HTMLElement {
  return h(
    'ul',
    { 'aria-label': 'What each sentence stands on' },
    ...found.sentences.map((sentence, number) => {
      const kind = found.evidence[number] ?? 'unsupported';
      const words = h('div', { hidden: true, class: 'box soft' });
      return h(
        'li',
        { class: `sentence ${kind}` },
        h('span', { class: 'kind' }, KINDS[kind] ?? kind),
        ...sentence.citations.map(({ clause }) =>
          button(clause, () => void opened(clause, words, read, settled), { class: 'clause' }),
        ),
        h('div', { dir: 'auto' }, sentence.text),
        words,
      );
    }),
  );
}

export function promises(found: Found): HTMLElement | undefined {
  const owed = found.commitments.filter((each) => each.polarity !== 'denied');
  if (!owed.length) return undefined;
  const lines = owed.map((each) =>
    h('li', {}, `“${each.words}”: `, each.licensed_by ? `licensed by ${each.licensed_by.clause}` : 'licensed by no clause'),
  );
  return h('details', {}, h('summary', {}, `What it would promise (${owed.length})`), h('ul', {}, ...lines));
}

async function opened(id: string, into: HTMLElement, read: ReadClause, settled: () => void): Promise<void> {
  const answer = into.hidden ? await read(id) : undefined;
  if (answer) fill(into, answer.ok ? `${answer.value.title}: ${answer.value.text}` : answer.failure.says);
  into.hidden = !answer;
  settled();
}
