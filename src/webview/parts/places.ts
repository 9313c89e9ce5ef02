import type { ShownReport, Where } from '../../extension/protocol.ts';
import { button, h, section } from '../dom.ts';
import type { PartEvents } from './events.ts';

/** The lines of the workspace that the report is about. */
export function placesView({ places, notice }: ShownReport, events: PartEvents): HTMLElement | null {
  const said = notice === null ? null : h('p', { role: 'status' }, notice);
  if (places === null)
    return section('Where', said, h('p', { class: 'muted' }, 'Looking in this workspace…'));
  const items = places.map((place, index) => placeView(place, index, events));
  return section('Where', said, items.length === 0 ? null : h('ul', { class: 'places' }, ...items));
}

function placeView(
  { path, line, snippet, sentence, fix }: Where,
  index: number,
  { post }: PartEvents,
): HTMLElement {
  const at = `${path}:${line}`;
  return h(
    'li',
    {},
    h('p', {}, h('code', { class: 'path' }, at), ' ', h('code', {}, snippet)),
    h('p', {}, sentence),
    h(
      'div',
      { class: 'actions' },
      button('Open', () => post({ type: 'openPlace', index }), {
        id: `open-place-${index}`,
        'aria-label': `Open ${at}`,
      }),
      fix === null
        ? null
        : button(`Fix: ${fix}`, () => post({ type: 'fixPlace', index }), { id: `fix-place-${index}` }),
    ),
  );
}
