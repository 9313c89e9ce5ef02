import type { HeaderNeed, ProbeReport, StackFix } from '../../report/types.ts';
import { difference } from '../difference.ts';
import { button, h, list, section } from '../dom.ts';
import { tabs } from '../tabs.ts';
import { stackNames } from '../words.ts';
import type { PartEvents } from './events.ts';
import { marked } from './marked.ts';

/** What the answers have to say instead, header by header, and how each stack is told so. */
export function changesView({ needs, fix }: ProbeReport, events: PartEvents): HTMLElement | null {
  return section(
    'What has to change',
    ...needs.map((need) => needView(need, events)),
    fix === null ? null : fixesView(fix.stacks, events),
  );
}

function fixesView(fixes: readonly StackFix[], events: PartEvents): HTMLElement {
  const stacks = fixes.map((fix) => ({
    id: fix.stack,
    label: stackNames[fix.stack],
    panel: fixView(fix, events),
  }));
  return tabs(stacks, { name: 'stack', label: 'Stack', ...events.tabsOf('stack') });
}

function fixView({ text, where, notes, guessed, stack }: StackFix, { copy }: PartEvents): HTMLElement {
  const why = guessed ? `The answers name ${stackNames[stack]}. ` : '';
  return h(
    'div',
    {},
    h('p', {}, `${why}${where}`),
    h(
      'div',
      { class: 'copyable' },
      h('pre', {}, text),
      button('Copy', () => copy(text)),
    ),
    list(notes),
  );
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
