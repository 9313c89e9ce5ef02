import type { HeaderNeed, ProbeReport } from '../../report/types.ts';
import { difference } from '../difference.ts';
import { button, h, section } from '../dom.ts';
import type { PartEvents } from './events.ts';
import { marked } from './marked.ts';

/** What the answers have to say instead, header by header. */
export function changesView({ needs }: ProbeReport, events: PartEvents): HTMLElement | null {
  return section('What has to change', ...needs.map((need) => needView(need, events)));
}

function needView({ header, on, have, need }: HeaderNeed, { copy }: PartEvents): HTMLElement {
  const parts = have === null ? null : difference(have, need);
  return h(
    'div',
    { class: 'copyable' },
    h(
      'table',
      { class: 'need' },
      h('caption', {}, h('code', {}, header), ` on the ${on}`),
      h(
        'tbody',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, 'is'),
          h(
            'td',
            { class: 'value' },
            ...(parts === null ? [h('span', { class: 'muted' }, 'missing')] : marked(parts.have, 'del')),
          ),
        ),
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, 'has to be'),
          h('td', { class: 'value' }, ...(parts === null ? [h('ins', {}, need)] : marked(parts.need, 'ins'))),
        ),
      ),
    ),
    button('Copy', () => copy(`${header}: ${need}`), { 'aria-label': `Copy ${header}` }),
  );
}
