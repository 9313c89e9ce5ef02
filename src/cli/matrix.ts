import type { CredentialsMode } from '../cors/types.ts';
import { cellsOf, probeMatrix, type MatrixPlan } from '../probe/matrix.ts';
import { openTransport } from '../probe/transport.ts';
import { jsonText } from '../report/jsonText.ts';
import { matrixMarkdown, matrixReportOf, matrixText, passes, type MatrixReport } from '../report/matrix.ts';
import { coloured, plain } from '../report/style.ts';
import { oneOf, parse } from './args.ts';
import { UsageError, type Io, type Subcommand } from './io.ts';
import { networkOptions, networkSettings } from './network.ts';
import {
  DEFAULT_ORIGIN,
  fetchDefaults,
  headersOf,
  milliseconds,
  refuseTypingErrors,
  requestOptions,
  urlOf,
} from './requestOptions.ts';

const formats = ['text', 'json', 'markdown'] as const;

const MAX_CELLS = 100;
const INTERRUPTED = 130;

/** `preflight matrix URL`: 0 when every cell passes, 1 when CORS keeps one, 3 when only others fail, 130 when stopped. */
export const matrix: Subcommand = async (args, io) => {
  const { values, positionals } = parse('matrix', {
    args: [...args],
    options: {
      ...requestOptions,
      ...networkOptions,
      origin: { type: 'string', short: 'o', multiple: true, default: [DEFAULT_ORIGIN] },
      method: {
        type: 'string',
        short: 'X',
        multiple: true,
        default: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      },
      credentials: { type: 'string', short: 'c', default: 'same-origin' },
      send: { type: 'boolean', default: false },
      format: { type: 'string', default: 'text' },
    },
    allowPositionals: true,
  });
  const format = oneOf('--format', values.format, formats);
  const timeoutMs = milliseconds(values.timeout);
  const { headers, cookie } = headersOf(values.header);
  const url = urlOf(positionals);
  const plan: MatrixPlan = {
    request: {
      ...fetchDefaults,
      url,
      headers,
      origin: DEFAULT_ORIGIN,
      method: 'GET',
      credentials: 'omit',
      body: false,
    },
    origins: unique(values.origin),
    methods: unique(values.method),
    credentials: modesOf(values.credentials),
  };
  refuseCells(plan);
  const transport = openTransport(await networkSettings(values, io));
  try {
    const run = await probeMatrix(plan, transport, {
      signal: io.signal,
      timeoutMs,
      cookie,
      body: values.data ?? null,
      confirm: () => values.send,
    });
    const report = matrixReportOf(run);
    print(io, format, report);
    return exitCode(report);
  } finally {
    await transport.close();
  }
};

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function modesOf(value: string): readonly CredentialsMode[] {
  const mode = oneOf('--credentials', value, ['omit', 'same-origin', 'include', 'both']);
  return mode === 'both' ? ['omit', 'include'] : [mode];
}

/** @throws UsageError for what no browser could send, before anything is sent */
function refuseCells(plan: MatrixPlan): void {
  const cells = cellsOf(plan);
  if (cells.length > MAX_CELLS) {
    throw new UsageError(
      `That makes ${cells.length} requests; ${MAX_CELLS} are the most: name fewer origins or methods.`,
    );
  }
  for (const cell of cells) refuseTypingErrors({ ...plan.request, ...cell });
}

function print(io: Io, format: (typeof formats)[number], report: MatrixReport): void {
  switch (format) {
    case 'text':
      io.stdout(matrixText(report, io.colours ? coloured : plain));
      return;
    case 'json':
      io.stdout(`${jsonText(report)}\n`);
      return;
    case 'markdown':
      io.stdout(matrixMarkdown(report));
      return;
  }
}

function exitCode({ rows, complete }: MatrixReport): number {
  if (!complete) return INTERRUPTED;
  const cells = rows.flatMap((row) => row.cells).filter((cell) => cell !== null);
  if (cells.every((cell) => passes(cell) || cell.state === 'not-sent')) return 0;
  return cells.some(({ state }) => state === 'blocked') ? 1 : 3;
}
