import type { ShownReport, Where } from '../../extension/protocol.ts';
import { button, h, section } from '../dom.ts';
import type { PartEvents } from './events.ts';

/** The lines of the workspace that the report is about. */
export function placesView({ report, places, notice }: ShownReport, events: PartEvents): HTMLElement | null {
  return section(
    'Where',
    notice === null ? null : h('p', { role: 'status' }, notice),
    report.result === 'blocked' ? lookedView(places) : null,
    places === null || places.length === 0
      ? null
      : h('ul', { class: 'places' }, ...places.map((place, index) => placeView(place, index, events))),
  );
}

/** Where a server has to change, it is worth a word that nothing is found yet, or at all. */
function lookedView(places: readonly Where[] | null): HTMLElement | null {
  if (places === null) return h('p', { class: 'muted' }, 'Looking in this workspace…');
  return places.length > 0 ? null : h('p', { class: 'muted' }, 'No line of this workspace answers this URL.');
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
