import type { CredentialsMode } from '../cors/types.ts';
import { cellsOf, type MatrixRun } from '../probe/matrix.ts';
import { redactUrl } from '../probe/redact.ts';
import type { ProbeResult } from '../probe/types.ts';
import { reportOf } from './probeReport.ts';
import { cell as tableCell, code } from './markdownText.ts';
import { printable, type Style } from './style.ts';

/** One URL, asked from several origins with several methods: plain data without secrets. */
export interface MatrixReport {
  readonly version: 1;
  readonly url: string;
  readonly methods: readonly string[];
  /** One for each origin and credentials mode. */
  readonly rows: readonly MatrixRow[];
  /** One sentence: how many of how many pass. */
  readonly sentence: string;
  /** All cells were tested. */
  readonly complete: boolean;
}

export interface MatrixRow {
  readonly origin: string;
  readonly credentials: CredentialsMode;
  /** In the order of `methods`; null for one that was not tested. */
  readonly cells: readonly (MatrixCellReport | null)[];
}

export interface MatrixCellReport {
  readonly method: string;
  readonly state:
    | 'readable'
    /** The preflight passed; the request itself was not sent, because it changes state. */
    | 'preflight-passed'
    /** The request takes no preflight, and was not sent, because it changes state. */
    | 'not-sent'
    | 'blocked'
    | 'not-cors';
  /** Of the last answer; null when none came. */
  readonly status: number | null;
  readonly sentence: string;
}

/** A run of a matrix as people and machines read it. Pure. */
export function matrixReportOf({ plan, cells }: MatrixRun): MatrixReport {
  const { origins, methods, credentials } = plan;
  const rows = origins.flatMap((origin) =>
    credentials.map((mode) => ({
      origin,
      credentials: mode,
      cells: methods.map((method) => {
        const found = cells.find(
          (cell) => cell.origin === origin && cell.credentials === mode && cell.method === method,
        );
        return found === undefined ? null : cellOf(method, found.result);
      }),
    })),
  );
  const all = rows.flatMap((row) => row.cells).filter((cell) => cell !== null);
  const planned = cellsOf(plan).length;
  return {
    version: 1,
    url: redactUrl(plan.request.url),
    methods,
    rows,
    sentence: `${all.filter(passes).length} of ${planned} kinds of requests pass${all.length < planned ? `; ${planned - all.length} were not tested` : ''}.`,
    complete: all.length === planned,
  };
}

/** A page could make this request. */
export function passes({ state }: MatrixCellReport): boolean {
  return state === 'readable' || state === 'preflight-passed';
}

function cellOf(method: string, result: ProbeResult): MatrixCellReport {
  const report = reportOf(result);
  const status = result.sent.at(-1)?.answer.response?.status ?? null;
  if (report.result !== 'stopped') return { method, state: report.result, status, sentence: report.sentence };
  return result.sent.length > 0
    ? { method, state: 'preflight-passed', status, sentence: `The preflight for ${method} passes.` }
    : {
        method,
        state: 'not-sent',
        status,
        sentence: `Browsers send this ${method} without asking first; it was not sent, because it may change data.`,
      };
}

const words: Readonly<Record<MatrixCellReport['state'], string>> = {
  readable: '✓ readable',
  'preflight-passed': '✓ preflight',
  'not-sent': '– not sent',
  blocked: '✗ blocked',
  'not-cors': '✗ no answer',
};

function wordsOf(cell: MatrixCellReport | null): string {
  return cell === null ? '– not tested' : words[cell.state];
}

function headOf({ methods }: MatrixReport): string[] {
  return ['Origin', 'Credentials', ...methods];
}

function rowOf({ origin, credentials, cells }: MatrixRow): string[] {
  return [origin, credentials, ...cells.map(wordsOf)];
}

/** What went wrong, each sentence once, with the first cell that it is about. */
function problems({ rows }: MatrixReport): string[] {
  const seen = new Map<string, string>();
  for (const { origin, credentials, cells } of rows) {
    for (const cell of cells) {
      if (cell === null || passes(cell) || seen.has(cell.sentence)) continue;
      seen.set(cell.sentence, `${cell.method} from ${origin}, credentials ${credentials}: ${cell.sentence}`);
    }
  }
  return [...seen.values()];
}

/** The matrix as a table for a terminal. */
export function matrixText(report: MatrixReport, style: Style): string {
  const table = [headOf(report), ...report.rows.map(rowOf)].map((row) => row.map(printable));
  const widths = headOf(report).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const paint = (text: string): string =>
    text.startsWith('✓') ? style.green(text) : text.startsWith('✗') ? style.red(text) : text;
  const lines = table.map((row, index) =>
    row
      .map((text, column) => (index === 0 ? style.bold : paint)(text.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const why = problems(report);
  return [
    style.bold(printable(report.url)),
    '',
    ...lines,
    '',
    report.sentence,
    ...(why.length === 0 ? [] : ['', ...why.map((line) => `  ${printable(line)}`)]),
    '',
  ].join('\n');
}

/** The matrix as a Markdown table. */
export function matrixMarkdown(report: MatrixReport): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = headOf(report);
  return [
    `### ${code(report.url)}`,
    '',
    row(head.map((text, index) => (index < 2 ? text : tableCell(text)))),
    row(head.map(() => '---')),
    ...report.rows.map((each) =>
      row(rowOf(each).map((text, index) => (index === 0 ? tableCell(text) : text))),
    ),
    '',
    report.sentence,
    ...problems(report).flatMap((line) => ['', `- ${code(line)}`]),
    '',
  ].join('\n');
}
