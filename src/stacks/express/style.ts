import { lay, type Piece } from '../../policy/layout.ts';
import type { WriteContext } from '../../policy/spec.ts';
import { indentUnitOf, quoteOf } from '../../policy/textStyle.ts';

/** How the file is written that a policy is added to. */
export interface Style {
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly indent: string;
  readonly modules: 'esm' | 'cjs';
  readonly typescript: boolean;
  /** The name of the app or router. */
  readonly app: string;
  /** What the cors package is called there; null when it is not imported yet. */
  readonly cors: string | null;
}

/** Reads the style off the text; what the text leaves open is as Prettier has it. */
export function styleOf({ source = '', path = '' }: WriteContext): Style {
  return {
    quote: quoteOf(source, "'"),
    semicolon: semicolonOf(source),
    indent: indentUnitOf(source, '  '),
    modules: modulesOf(source, path),
    typescript: /\.[cm]?tsx?$/i.test(path),
    app: appOf(source),
    cors: corsOf(source),
  };
}

/** One statement, on one line where it fits, else broken as Prettier breaks it. `depth` counts indentations. */
export function statement(piece: Piece, { indent, semicolon }: Style, depth: number): string {
  const place = { indent, depth, behind: semicolon.length, width: 80 };
  return indent.repeat(depth) + lay(piece, place) + semicolon;
}

/** A JavaScript string in the quotes of the file. */
export function stringText({ quote }: Pick<Style, 'quote'>, value: string): string {
  const text = JSON.stringify(value);
  if (quote === '"') return text;
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A regular expression literal; null when JavaScript has no such expression. */
export function regexText(pattern: string, ignoreCase: boolean): string | null {
  try {
    return new RegExp(pattern, ignoreCase ? 'i' : '').toString();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function semicolonOf(source: string): Style['semicolon'] {
  const statements = [...source.matchAll(/^(?:import|export|const|let|var|\w+\.\w+\().*\S$/gm)];
  const closed = statements.filter(([line]) => line.endsWith(';'));
  const open = statements.filter(([line]) => /[\w)\]}'"`]$/.test(line));
  return open.length > closed.length ? '' : ';';
}

function modulesOf(source: string, path: string): Style['modules'] {
  if (/\.c[jt]s$/i.test(path)) return 'cjs';
  if (/\.m[jt]s$/i.test(path) || /^\s*(?:import\b(?!\s*\()|export\b)/m.test(source)) return 'esm';
  return /\brequire\s*\(/.test(source) ? 'cjs' : 'esm';
}

function appOf(source: string): string {
  const made = /\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]+)?=\s*express(?:\.Router)?\s*\(/.exec(source);
  return made?.[1] ?? 'app';
}

function corsOf(source: string): string | null {
  const imported =
    /\bimport\s+(?:\*\s+as\s+)?([\w$]+)\s*(?:=\s*require\s*\(\s*|from\s+)['"]cors['"]/.exec(source) ??
    /\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]+)?=\s*require\s*\(\s*['"]cors['"]\s*\)/.exec(source);
  return imported?.[1] ?? null;
}
