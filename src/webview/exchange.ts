import type { HeaderList } from '../cors/types.ts';
import type { DecidingHeader, ReportExchange } from '../report/types.ts';
import { h } from './dom.ts';
import { exchangeWords } from './words.ts';

/** One request and its answer, folded unless it decided. `deciding` is null where another exchange did. */
export function exchangeView(exchange: ReportExchange, deciding: DecidingHeader | null): HTMLElement {
  const { kind, anyway, url, requestHeaders, responseHeaders, statusText, status } = exchange;
  const name = kind === 'preflight' ? 'Preflight' : 'Request';
  const note = anyway ? ' (sent although the preflight failed; a browser would not)' : '';
  return h(
    'details',
    { open: deciding !== null, class: 'exchange' },
    h('summary', {}, h('strong', {}, name), ` ${exchangeWords(exchange)}${note}`),
    h('p', { class: 'muted' }, url),
    h(
      'div',
      { class: 'tables' },
      status === null
        ? h('p', {}, 'Nothing came back.')
        : headerTable(`Received: ${status}${statusText ? ` ${statusText}` : ''}`, responseHeaders, deciding),
      headerTable('Sent', requestHeaders, null),
    ),
  );
}

function headerTable(
  caption: string,
  headers: HeaderList,
  deciding: DecidingHeader | null,
): HTMLTableElement {
  const decides = (name: string): boolean => deciding?.name.toLowerCase() === name.toLowerCase();
  const rows = headers.map(([name, value]) => headerRow(name, value, decides(name) ? 'decides' : null));
  if (deciding && !headers.some(([name]) => decides(name))) {
    rows.unshift(headerRow(deciding.name, '', 'missing: this decides'));
  }
  return h('table', {}, h('caption', {}, caption), h('tbody', {}, ...rows));
}

function headerRow(name: string, value: string, note: string | null): HTMLTableRowElement {
  return h(
    'tr',
    { class: note === null ? false : 'decides' },
    h('th', { scope: 'row' }, name),
    h(
      'td',
      {},
      value,
      note === null ? null : h('span', { class: 'note' }, `${value === '' ? '' : '← '}${note}`),
    ),
  );
}
