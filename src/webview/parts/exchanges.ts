import type { HeaderList } from '../../cors/types.ts';
import type { DecidingHeader, HeaderNeed, ProbeReport, ReportExchange } from '../../report/types.ts';
import { difference } from '../difference.ts';
import { button, fold, h, section } from '../dom.ts';
import { exchangeWords, shortened } from '../words.ts';
import type { PartEvents } from './events.ts';
import { marked } from './marked.ts';

/** Every request and its answer; the one that decided unfolded. */
export function exchangesView(report: ProbeReport, events: PartEvents): HTMLElement | null {
  const { exchanges, deciding, needs } = report;
  const views = exchanges.map((exchange, index) =>
    deciding?.exchange === index
      ? exchangeView(exchange, index, { deciding, need: needFor(deciding, needs) })
      : exchangeView(exchange, index, null),
  );
  return section('What went over the wire', ...views, notSent(report, events));
}

/** What decided, and what it has to be; `need` is null where a browser wants something that is no value. */
interface Decision {
  readonly deciding: DecidingHeader;
  readonly need: string | null;
}

function needFor({ name, values }: DecidingHeader, needs: readonly HeaderNeed[]): string | null {
  const need = needs.find(({ header }) => header.toLowerCase() === name.toLowerCase());
  return need === undefined || values.length > 1 ? null : need.need;
}

function exchangeView(
  exchange: ReportExchange,
  index: number,
  decision: Decision | null,
): HTMLElement | null {
  const { kind, anyway, url, requestHeaders, responseHeaders, statusText, status } = exchange;
  const note = anyway ? ' (sent although the preflight failed; a browser would not)' : '';
  return fold(
    `${decision === null ? 'exchange' : 'deciding'}-${index}`,
    kind === 'preflight' ? 'Preflight' : 'Request',
    `${exchangeWords(exchange)}${note}`,
    decision !== null,
    h('p', { class: 'muted value' }, `${url} ${connectionWords(exchange)}`),
    h(
      'div',
      { class: 'tables' },
      status === null
        ? h('p', {}, 'Nothing came back.')
        : headerTable(`Received: ${status}${statusText ? ` ${statusText}` : ''}`, responseHeaders, decision),
      headerTable('Sent', requestHeaders, null),
    ),
  );
}

function connectionWords(exchange: ReportExchange): string {
  const { remote, proxy, httpVersion, untrusted, reusedConnection, informational, body } = exchange;
  const words = [
    ...(httpVersion === null ? [] : [`HTTP/${httpVersion}`]),
    ...(remote === null ? [] : [`at ${remote}`]),
    ...(proxy === null ? [] : [`through the proxy ${proxy}`]),
    ...(untrusted === null ? [] : [`certificate not trusted (${untrusted})`]),
    ...(reusedConnection ? ['on the same connection'] : []),
    ...informational.map((status) => `after ${status}`),
    ...(body === null || body.bytes === 0 ? [] : [`${body.bytes} bytes of body`]),
  ];
  return words.length === 0 ? '' : `· ${words.join(' · ')}`;
}

function headerTable(caption: string, headers: HeaderList, decision: Decision | null): HTMLTableElement {
  const name = decision?.deciding.name ?? null;
  const decides = (other: string): boolean => name?.toLowerCase() === other.toLowerCase();
  const rows = headers.map(([other, value]) =>
    decides(other) ? decidingRow(other, value, decision?.need ?? null) : headerRow(other, value),
  );
  if (name !== null && !headers.some(([other]) => decides(other))) {
    rows.unshift(decidingRow(name, null, decision?.need ?? null));
  }
  return h('table', {}, h('caption', {}, caption), h('tbody', {}, ...rows));
}

function headerRow(name: string, value: string): HTMLTableRowElement {
  return h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'value' }, shortened(value)));
}

function decidingRow(name: string, value: string | null, need: string | null): HTMLTableRowElement {
  const parts = value === null || need === null ? null : difference(value, need);
  const note = value === null ? 'missing: this decides' : '← this decides';
  return h(
    'tr',
    { class: 'decides' },
    h('th', { scope: 'row' }, name),
    h(
      'td',
      { class: 'value' },
      ...(parts === null ? [shortened(value ?? '')] : marked(parts.have, 'del')),
      h('span', { class: 'note' }, note),
      need === null ? null : h('span', { class: 'wanted' }, 'has to be '),
      ...(need === null ? [] : parts === null ? [h('ins', {}, need)] : marked(parts.need, 'ins')),
    ),
  );
}

/** Where the preflight failed, a browser keeps the request back; a person may still want to see its answer. */
function notSent(
  { result, cause, exchanges, request }: ProbeReport,
  { post }: PartEvents,
): HTMLElement | null {
  if (result !== 'blocked' || cause?.step !== 'preflight' || exchanges.some(({ anyway }) => anyway))
    return null;
  return h(
    'p',
    { class: 'kept-back' },
    h('strong', {}, 'Request'),
    ` ${request.method} not sent, because the preflight failed. `,
    button('Send anyway…', () => post({ type: 'sendAnyway' }), { id: 'send-anyway' }),
  );
}
