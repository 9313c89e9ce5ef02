import type { ProbeReport } from '../../report/types.ts';
import { fold, h } from '../dom.ts';

/** Which response headers the page's script can read. */
export function readableView({ result, exposed, hidden }: ProbeReport): HTMLElement | null {
  if (result !== 'readable') return null;
  return fold(
    'readable',
    'Response headers that the page can read',
    `${exposed.length} of ${exposed.length + hidden.length}`,
    false,
    h('p', {}, h('code', {}, names(exposed))),
    hidden.length === 0 ? null : h('p', { class: 'muted' }, 'Hidden from it: ', h('code', {}, names(hidden))),
  );
}

function names(list: readonly string[]): string {
  return list.length === 0 ? 'none' : list.join(', ');
}
