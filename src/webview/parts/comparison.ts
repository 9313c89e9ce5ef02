import type { Change, Comparison } from '../../report/compare.ts';
import { fold, h, section } from '../dom.ts';

/** What became of the test since it last ran. */
export function comparisonView(comparison: Comparison | null): HTMLElement | null {
  if (comparison === null) return null;
  const { outcome, sentence, changes } = comparison;
  return section(
    'Before and after',
    h('p', { class: outcome, id: 'comparison' }, sentence),
    fold('changes', 'What changed', String(changes.length), false, tableView(changes)),
  );
}

function tableView(changes: readonly Change[]): HTMLElement | null {
  return changes.length === 0 ? null : h('table', {}, head(), h('tbody', {}, ...changes.map(changeRow)));
}

function head(): HTMLElement {
  const columns = ['', 'Before', 'After'];
  return h('thead', {}, h('tr', {}, ...columns.map((name) => column(name))));
}

function column(name: string): HTMLElement {
  return name === '' ? h('td', {}) : h('th', { scope: 'col' }, name);
}

function changeRow({ name, on, before, after }: Change): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, on === null ? name : `${name} on the ${on}`),
    h('td', { class: 'value' }, before ?? 'missing'),
    h('td', { class: 'value' }, after ?? 'missing'),
  );
}
