import { parseConsole } from '../engines/parseConsole.ts';
import { explain as explainMessage } from '../report/explain.ts';
import { explanationText } from '../report/explainText.ts';
import { coloured, plain } from '../report/style.ts';
import { oneOf, parse } from './args.ts';
import { UsageError, type Subcommand } from './io.ts';

/** `preflight explain TEXT|-`: 0 when the text holds a CORS message, 1 when it holds none. */
export const explain: Subcommand = async (args, io) => {
  const { values, positionals } = parse('explain', {
    args: [...args],
    options: { format: { type: 'string', default: 'text' } },
    allowPositionals: true,
  });
  const format = oneOf('--format', values.format, ['text', 'json']);
  if (positionals.length === 0) {
    throw new UsageError('Give the message in quotes, or - to read it from standard input.');
  }
  const [first] = positionals;
  const text = first === '-' && positionals.length === 1 ? await io.readStdin() : positionals.join(' ');
  const explanations = parseConsole(text).map(explainMessage);
  if (explanations.length === 0) {
    io.stderr('preflight: This text holds no CORS message that Preflight knows.\n');
    return 1;
  }
  const style = io.colours ? coloured : plain;
  for (const explanation of explanations) {
    io.stdout(format === 'json' ? `${JSON.stringify(explanation)}\n` : explanationText(explanation, style));
  }
  return 0;
};
