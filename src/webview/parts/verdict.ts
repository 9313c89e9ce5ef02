import type { ProbeReport, ReportStep } from '../../report/types.ts';
import { h } from '../dom.ts';
import { headingOf, isFragile, stepMarks } from '../words.ts';

/** The answer: heading and sentence. */
export function verdictView(report: ProbeReport): HTMLElement {
  const { text, tone } = headingOf(report);
  return h(
    'div',
    { class: tone },
    h('h1', {}, text),
    h('p', {}, report.sentence),
    report.detail === null ? null : h('p', { class: 'muted' }, report.detail),
    report.vary !== null && isFragile(report) ? h('p', {}, report.vary.text) : null,
  );
}

/** Preflight, request, reading: how far it came. */
export function stepsView({ steps }: ProbeReport): HTMLElement {
  return h('ol', { class: 'steps', 'aria-label': 'Steps' }, ...steps.map(stepView));
}

function stepView({ state, text }: ReportStep): HTMLElement {
  return h(
    'li',
    { class: state },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, stepMarks[state]),
    h('span', {}, text),
  );
}
