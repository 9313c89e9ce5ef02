import type { ControlRequest, ProbeReport } from '../../report/types.ts';
import { fold, h, list } from '../dom.ts';
import { blameWords } from '../words.ts';

const kinds: Readonly<Record<ControlRequest['kind'], string>> = {
  'no-origin': 'without an Origin',
  'other-origin': 'from another origin',
  'random-path': 'OPTIONS on a path that does not exist',
  'with-credentials': 'OPTIONS with the Authorization that no browser sends',
};

/** What further requests showed about the server: which part is refused, and how it chooses whom to let in. */
export function controlsView(report: ProbeReport): HTMLElement | null {
  const { controls } = report;
  const requests = controls?.requests ?? [];
  const blame = blameWords(report);
  return fold(
    'controls',
    'How the server decides',
    null,
    false,
    blame === null ? null : h('p', {}, blame),
    list(controls?.findings ?? []),
    requests.length === 0 ? null : requestTable(requests),
  );
}

function requestTable(requests: readonly ControlRequest[]): HTMLElement {
  const columns = ['Also sent', 'Origin', 'Status', 'Access-Control-Allow-Origin'];
  const rows = requests.map(({ kind, origin, status, allowOrigin }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, kinds[kind]),
      h('td', { class: 'value' }, origin ?? 'none'),
      h('td', {}, status === null ? 'no answer' : String(status)),
      h('td', { class: 'value' }, allowOrigin ?? 'missing'),
    ),
  );
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Requests sent to compare' },
    h(
      'table',
      { class: 'grid' },
      h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, ...rows),
    ),
  );
}
