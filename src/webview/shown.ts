import type { Shown } from '../extension/protocol.ts';
import { h } from './dom.ts';
import { evidenceView, verdictView, type ReportEvents } from './report.ts';

export interface ShownEvents extends ReportEvents {
  confirmed(send: boolean): void;
}

export interface ShownView {
  readonly verdict: HTMLElement;
  readonly evidence: DocumentFragment;
}

/** What the page shows below the form. */
export function shownView(shown: Shown, events: ShownEvents): ShownView {
  const evidence = document.createDocumentFragment();
  switch (shown.kind) {
    case 'nothing':
      return { verdict: sentence(null, nothingYet), evidence };
    case 'running':
      return { verdict: sentence('… Testing', shown.step), evidence };
    case 'confirm':
      return { verdict: confirmView(shown, events), evidence };
    case 'cancelled':
      return {
        verdict: sentence(
          '– Cancelled',
          'The test was cancelled before it could tell. Test again when you like.',
        ),
        evidence,
      };
    case 'refused':
      return { verdict: sentence('– Nothing was sent', shown.sentence), evidence };
    case 'report':
      return { verdict: verdictView(shown.report), evidence: evidenceView(shown.report, events) };
  }
}

const nothingYet =
  'Fill in what the page in the browser asks for, then press Enter. Preflight sends what a browser would send, and says whether the page may read the answer and why.';

function sentence(heading: string | null, text: string): HTMLElement {
  return h('div', { class: 'plain' }, heading === null ? null : h('h1', {}, heading), h('p', {}, text));
}

function confirmView(
  { method, url }: Extract<Shown, { kind: 'confirm' }>,
  { confirmed }: ShownEvents,
): HTMLElement {
  const send = h('button', { type: 'button', id: 'confirm-send' }, `Send ${method}`);
  const leave = h('button', { type: 'button', class: 'secondary', id: 'confirm-leave' }, 'Do not send');
  send.addEventListener('click', () => confirmed(true));
  leave.addEventListener('click', () => confirmed(false));
  return h(
    'div',
    { class: 'plain' },
    h('h1', {}, `? Send ${method} now`),
    h('p', {}, `A browser would now send ${method} to ${url}, which may change data on that server.`),
    h('div', { class: 'actions' }, send, leave),
  );
}
