import type { HistoryItem } from '../../extension/protocol.ts';
import { button, fold, h } from '../dom.ts';
import { resultWords } from '../words.ts';
import type { PartEvents } from './events.ts';

/** Earlier tests of this workspace, the last first. */
export function historyView(history: readonly HistoryItem[], { post }: PartEvents): HTMLElement | null {
  if (history.length === 0) return null;
  return fold(
    'history',
    'Earlier tests',
    String(history.length),
    false,
    h(
      'ul',
      { class: 'history' },
      ...history.map((item) =>
        h(
          'li',
          {},
          button(titleOf(item), () => post({ type: 'openTest', id: item.id }), { class: 'link' }),
        ),
      ),
    ),
    button('Forget all', () => post({ type: 'forgetTests' }), { id: 'forget-tests' }),
  );
}

function titleOf({ result, method, url, origin, at }: HistoryItem): string {
  return `${resultWords[result]} · ${method} ${url} from ${origin} · ${new Date(at).toLocaleString()}`;
}
