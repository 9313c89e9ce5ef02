import type { Shown } from '../../extension/protocol.ts';
import { h, section } from '../dom.ts';
import { tabs } from '../tabs.ts';
import type { PartEvents } from './events.ts';

/** What to write in each stack, as far as a console error alone tells it. */
export function adviceView(
  { changes }: Extract<Shown, { kind: 'filled' }>,
  events: PartEvents,
): HTMLElement | null {
  if (changes.length === 0) return null;
  const list = changes.map(({ stack, text }) => ({
    id: stack.toLowerCase(),
    label: stack,
    panel: h('pre', {}, text),
  }));
  return section(
    'What usually mends it',
    tabs(list, { name: 'stack', label: 'Stack', ...events.tabsOf('stack') }),
  );
}
