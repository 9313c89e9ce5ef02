import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isBinary } from '../project/files.ts';
import { findingsJson, findingsText, type CheckedFile } from '../report/findings.ts';
import { coloured, plain } from '../report/style.ts';
import { lint, recognise, rules } from '../rules/index.ts';
import type { RuleClass } from '../rules/types.ts';
import { oneOf, parse } from './args.ts';
import { USAGE_ERROR, type Io, type Subcommand } from './io.ts';
import { surroundings, type Surroundings } from './surroundings.ts';
import { findFiles, reasonOf, slashed, type FoundFile } from './walk.ts';

const classes: readonly RuleClass[] = ['hygiene', 'fragile', 'broken', 'exposed'];
const failOnWords = [...classes, 'never'] as const;

const onRequest = rules.filter(({ meta }) => meta.onRequest).map(({ meta }) => meta.id);

/** More than any source that people write by hand. */
export const MAX_BYTES = 4 * 1024 * 1024;

/** `preflight check [PATH…]`: 0 when nothing at or above `--fail-on` was found, 1 when something was, 2 when a file cannot be read. */
export const check: Subcommand = async (args, io) => {
  const { values, positionals } = parse('check', {
    args: [...args],
    options: {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'broken' },
      also: { type: 'string', multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  const format = oneOf('--format', values.format, ['text', 'json']);
  const failOn = oneOf('--fail-on', values['fail-on'], failOnWords);
  const also = values.also.map((id) => oneOf('--also', id, onRequest));
  let problems = 0;
  const onProblem = (sentence: string): void => {
    problems++;
    io.stderr(`preflight: ${sentence}\n`);
  };
  const found = await findFiles(positionals.length === 0 ? ['.'] : positionals, io.cwd, onProblem);
  const around = surroundings(io.cwd);
  const checked: CheckedFile[] = [];
  for (const file of found) {
    const result = await checkFile(file, { io, around, also }, onProblem);
    if (result !== null) checked.push(result);
  }
  io.stdout(format === 'json' ? findingsJson(checked) : findingsText(checked, io.colours ? coloured : plain));
  if (problems > 0) return USAGE_ERROR;
  return checked.some(({ findings }) => findings.some((finding) => fails(finding.class, failOn))) ? 1 : 0;
};

function fails(found: RuleClass, failOn: RuleClass | 'never'): boolean {
  return failOn !== 'never' && classes.indexOf(found) >= classes.indexOf(failOn);
}

interface Run {
  readonly io: Io;
  readonly around: Surroundings;
  readonly also: readonly string[];
}

/** Null for a file that no stack claims. */
async function checkFile(
  file: FoundFile,
  { io: { cwd, stderr }, around: { versionsIn, resolve }, also }: Run,
  onProblem: (sentence: string) => void,
): Promise<CheckedFile | null> {
  const shown = shownPath(file.path, cwd);
  let bytes: Buffer;
  try {
    bytes = await readFile(file.path);
  } catch (error) {
    onProblem(`${shown} cannot be read: ${reasonOf(error)}.`);
    return null;
  }
  if (isBinary(bytes) || bytes.length > MAX_BYTES) {
    if (file.named)
      onProblem(
        `${shown} is ${isBinary(bytes) ? 'not a text file' : 'too large to be source'}: leave it out.`,
      );
    return null;
  }
  const text = bytes.toString('utf8');
  const relative = slashed(shown);
  const stack = recognise(relative, text);
  if (stack === null) {
    if (file.named) stderr(`preflight: ${shown} holds no CORS code that Preflight knows.\n`);
    return null;
  }
  const context = { path: relative, resolve, versions: versionsIn(path.dirname(file.path)) };
  return { file: relative, text, findings: lint({ text, stack }, context, also) };
}

/** Relative where that is shorter to read, absolute for what lies outside. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}
