import type { Shown } from '../../extension/protocol.ts';
import { button, h, list } from '../dom.ts';
import type { PartEvents } from './events.ts';
import { verdictView } from './verdict.ts';

/** The first words of what is shown: what a screen reader says, and where the focus goes. */
export function stateView(shown: Shown, events: PartEvents): HTMLElement {
  switch (shown.kind) {
    case 'nothing':
      return sentence('Test a CORS endpoint', nothingYet);
    case 'filled':
      return filledView(shown);
    case 'running':
      return sentence('… Testing', shown.step);
    case 'confirm':
      return confirmView(shown, events);
    case 'cancelled':
      return sentence(
        '– Cancelled',
        'The test was cancelled before it could tell. Test again when you like.',
      );
    case 'untrusted':
      return h(
        'div',
        { class: 'plain' },
        h('h1', {}, '– Nothing was sent'),
        h('p', {}, untrusted),
        button('Manage workspace trust', () => events.post({ type: 'manageTrust' }), { id: 'manage-trust' }),
      );
    case 'refused':
      return sentence('– Nothing was sent', shown.sentence);
    case 'report':
      return verdictView(shown.report);
  }
}

function filledView({ title, reason, left }: Extract<Shown, { kind: 'filled' }>): HTMLElement {
  const missing = left.length === 0 ? null : h('p', { class: 'muted' }, 'Not taken over:');
  return h(
    'div',
    { class: 'plain' },
    h('h1', {}, title),
    reason === null ? null : h('p', {}, reason),
    h('p', {}, 'Press Enter to test it.'),
    missing,
    list(left),
  );
}

const nothingYet =
  'Fill in what the page in the browser asks for, then press Enter. Preflight sends what a browser would send, and says whether the page may read the answer and why.';

const untrusted =
  'A test sends requests from this machine, and this workspace is not trusted: trust it, then test again.';

function sentence(heading: string, text: string): HTMLElement {
  return h('div', { class: 'plain' }, h('h1', {}, heading), h('p', {}, text));
}

function confirmView(
  { method, url, why }: Extract<Shown, { kind: 'confirm' }>,
  { post }: PartEvents,
): HTMLElement {
  const what =
    why === 'changes-state'
      ? `A browser would now send ${method} to ${url}, which may change data on that server.`
      : `No browser would send ${method} to ${url} after this preflight. Send it all the same, to see what the server answers?`;
  return h(
    'div',
    { class: 'plain' },
    h('h1', {}, `? Send ${method} now`),
    h('p', {}, what),
    h(
      'div',
      { class: 'actions' },
      button(`Send ${method}`, () => post({ type: 'confirmed', send: true }), {
        id: 'confirm-send',
        class: '',
      }),
      button('Do not send', () => post({ type: 'confirmed', send: false }), { id: 'confirm-leave' }),
    ),
  );
}
