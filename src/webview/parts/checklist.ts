import type { ChecklistPoint, ProbeReport } from '../../report/types.ts';
import { fold, h } from '../dom.ts';
import { checklistWords, checkMarks } from '../words.ts';

/** The five points that a working answer takes. */
export function checklistView(report: ProbeReport): HTMLElement | null {
  const points = report.checklist.map(pointView);
  return fold(
    'checklist',
    'Checklist',
    checklistWords(report),
    false,
    points.length === 0 ? null : h('ul', { class: 'marked' }, ...points),
  );
}

function pointView({ state, text }: ChecklistPoint): HTMLElement {
  const { mark, word } = checkMarks[state];
  return h(
    'li',
    { class: state },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
    h('span', { class: 'sr-only' }, `${word}: `),
    h('span', {}, text),
  );
}
