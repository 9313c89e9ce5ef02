import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isHar, readHar } from '../report/exchangeHar.ts';
import { ExchangeError, readExchangeLine, type NamedExchange } from '../report/exchangeLines.ts';
import { judgementLine, judgementText } from '../report/judgement.ts';
import { coloured, plain } from '../report/style.ts';
import { oneOf, parse } from './args.ts';
import { USAGE_ERROR, UsageError, type Io, type Subcommand } from './io.ts';
import { reasonOf } from './walk.ts';

/** `preflight judge FILE|-`: 0 when everything could be read and judged, 2 when something could not. */
export const judge: Subcommand = async (args, io) => {
  const { values, positionals } = parse('judge', {
    args: [...args],
    options: { format: { type: 'string', default: 'text' } },
    allowPositionals: true,
  });
  const format = oneOf('--format', values.format, ['text', 'json']);
  const [file, another] = positionals;
  if (file === undefined)
    throw new UsageError('Name a HAR or a file of JSON lines, or - to read from standard input.');
  if (another !== undefined)
    throw new UsageError(`“${another}” is one argument too many: judge reads one file.`);
  const text = await readInput(file, io);
  const { exchanges, problems } = readExchanges(text);
  const style = io.colours ? coloured : plain;
  for (const exchange of exchanges) {
    io.stdout(format === 'json' ? `${judgementLine(exchange)}\n` : judgementText(exchange, style));
  }
  for (const problem of problems) io.stderr(`preflight: ${problem}\n`);
  return problems.length > 0 ? USAGE_ERROR : 0;
};

async function readInput(file: string, io: Io): Promise<string> {
  if (file === '-') return io.readStdin();
  try {
    return await readFile(path.resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

interface Read {
  readonly exchanges: readonly NamedExchange[];
  readonly problems: readonly string[];
}

function readExchanges(text: string): Read {
  if (isHar(text)) return readWholeHar(text);
  const exchanges: NamedExchange[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      exchanges.push(readExchangeLine(line, String(index + 1)));
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      problems.push(`Line ${index + 1} is no exchange: ${error.message}.`);
    }
  }
  return { exchanges, problems };
}

function readWholeHar(text: string): Read {
  try {
    return { exchanges: readHar(text), problems: [] };
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return { exchanges: [], problems: [`The HAR cannot be read: ${error.message}.`] };
  }
}
