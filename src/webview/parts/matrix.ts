import type { Form, MatrixAsk, MatrixState } from '../../extension/protocol.ts';
import type { MatrixCellReport, MatrixReport, MatrixRow } from '../../report/matrix.ts';
import type { ProbeReport } from '../../report/types.ts';
import { button, fold, h } from '../dom.ts';
import type { PartEvents } from './events.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const modes: readonly Form['credentials'][] = ['omit', 'include'];

/** The same URL from several origins, with several methods, with and without credentials. */
export function matrixView(
  matrix: MatrixState | null,
  report: ProbeReport,
  { post }: PartEvents,
): HTMLElement | null {
  switch (matrix?.kind) {
    case undefined:
      return fold(
        'matrix',
        'Matrix',
        'other origins and methods',
        false,
        askView(report, (ask) => post({ type: 'matrix', ask })),
      );
    case 'running':
      return fold(
        'matrix',
        'Matrix',
        'testing',
        true,
        h('p', { role: 'status' }, `${matrix.done} of ${matrix.planned} done.`),
        button('Stop', () => post({ type: 'cancel' }), { id: 'stop-matrix' }),
      );
    case 'done':
      return fold(
        'matrix',
        'Matrix',
        null,
        true,
        h('p', { role: 'status' }, matrix.report.sentence),
        ...tableView(matrix.report),
        askView(report, (ask) => post({ type: 'matrix', ask })),
      );
  }
}

function askView({ request }: ProbeReport, onAsk: (ask: MatrixAsk) => void): HTMLElement {
  const origins = h('textarea', { id: 'matrix-origins', rows: '3', spellcheck: 'false' }, request.origin);
  const chosenMethods = choices('matrix-method', [...new Set([request.method, ...methods])], methods);
  const chosenModes = choices('matrix-mode', modes, [request.credentials]);
  const listed = (): readonly string[] => [
    ...new Set(origins.value.split(/\s+/).filter((text) => text !== '')),
  ];
  const send = button(
    'Test all of them',
    () => {
      const ask = { origins: listed(), methods: chosenMethods.read(), credentials: chosenModes.read() };
      if (Object.values(ask).every((list) => list.length > 0)) onAsk(ask);
    },
    { id: 'test-matrix' },
  );
  return h(
    'div',
    { class: 'ask' },
    h('label', { for: 'matrix-origins' }, 'Origins, one on each line'),
    origins,
    chosenMethods.view('Methods'),
    chosenModes.view('Credentials'),
    h('p', { class: 'muted' }, 'Of methods that change data only the preflight is sent.'),
    send,
  );
}

/** Boxes to tick. */
function choices<Choice extends string>(
  id: string,
  all: readonly Choice[],
  ticked: readonly Choice[],
): { view(legend: string): HTMLElement; read(): Choice[] } {
  const boxes = all.map((choice) => ({
    choice,
    box: h('input', { type: 'checkbox', id: `${id}-${choice}`, checked: ticked.includes(choice) }),
  }));
  return {
    view: (legend) =>
      h(
        'div',
        { role: 'group', 'aria-label': legend, class: 'choices' },
        ...boxes.map(({ choice, box }) => h('label', {}, box, ` ${choice}`)),
      ),
    read: () => boxes.filter(({ box }) => box.checked).map(({ choice }) => choice),
  };
}

const words: Readonly<Record<MatrixCellReport['state'], string>> = {
  readable: '✓ readable',
  'preflight-passed': '✓ preflight',
  'not-sent': '– not sent',
  blocked: '✗ blocked',
  'not-cors': '✗ no answer',
};

function tableView({ methods: columns, rows }: MatrixReport): HTMLElement[] {
  const why = h('p', { role: 'status', id: 'matrix-why' }, 'Choose a cell to see why.');
  const explain = (text: string): void => {
    why.textContent = text;
  };
  const head = ['Origin', 'Credentials', ...columns].map((name) => h('th', { scope: 'col' }, name));
  const table = h(
    'table',
    { class: 'grid' },
    h('thead', {}, h('tr', {}, ...head)),
    h('tbody', {}, ...rows.map((row) => rowView(row, explain))),
  );
  return [h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix' }, table), why];
}

function rowView({ origin, credentials, cells }: MatrixRow, explain: (text: string) => void): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, origin),
    h('td', {}, credentials),
    ...cells.map((cell) => {
      if (cell === null) return h('td', {}, '– not tested');
      const about = `${cell.method} from ${origin}, credentials ${credentials}`;
      const open = button(words[cell.state], () => explain(`${about}: ${cell.sentence}`), {
        class: 'link',
        'aria-label': `${words[cell.state]}: ${about}`,
      });
      return h('td', {}, open);
    }),
  );
}
