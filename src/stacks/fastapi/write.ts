import { lay, prefixed, type Piece } from '../../policy/layout.ts';
import { originsFor } from '../../policy/settle.ts';
import {
  normalise,
  warningsOf,
  type PolicySpec,
  type WriteContext,
  type WrittenPolicy,
} from '../../policy/spec.ts';
import { indentUnitOf, newlineOf, quoteOf } from '../../policy/textStyle.ts';
import { isEverything, knows, methodsOf, notListed } from './settle.ts';
import { rawText, regexOf } from './writePattern.ts';

const application = /^\s*(\w+)\s*(?::[^=\n]+)?=\s*(?:\w+\.)*(?:FastAPI|Starlette)\s*\(/m;

/** The policy as a CORSMiddleware of the application, in the style of the file. */
export function write(spec: PolicySpec, { source = '' }: WriteContext = {}): WrittenPolicy {
  const app = application.exec(source)?.[1] ?? 'app';
  const items = ['CORSMiddleware', ...argumentsOf(spec, quoteOf(source, '"'))];
  const place = { indent: indentUnitOf(source, '    '), depth: 0, behind: 0, width: 88 };
  const call = lay({ open: `${app}.add_middleware(`, items, close: ')' }, place);
  const imported = /^\s*from\s.+\bimport\b[^#\n]*\bCORSMiddleware\b/m.test(source);
  const text = imported ? call : `${importFor(source)}\n\n${call}`;
  return {
    text: text.replaceAll('\n', newlineOf(source)),
    where: `Below every other ${app}.add_middleware: the one that is added last meets each request first.`,
    notes: [...warningsOf(spec), ...notListed(spec)],
  };
}

function importFor(source: string): string {
  const framework = /\bstarlette\b/.test(source) && !/\bfastapi\b/i.test(source) ? 'starlette' : 'fastapi';
  return `from ${framework}.middleware.cors import CORSMiddleware`;
}

/** What CORSMiddleware does by itself is left out. */
function argumentsOf(spec: PolicySpec, quote: string): readonly Piece[] {
  const items: Piece[] = [...originArguments(originsFor(spec, knows), quote)];
  const list = (keyword: string, values: readonly string[]): void =>
    void items.push(prefixed(`${keyword}=`, listOf(values, quote)));
  if (normalise(spec).credentials) items.push('allow_credentials=True');
  if (isEverything(spec.methods)) list('allow_methods', ['*']);
  else if (spec.methods !== null) list('allow_methods', methodsOf(spec));
  const { allowHeaders } = spec;
  if (isEverything(allowHeaders)) list('allow_headers', ['*']);
  else if (Array.isArray(allowHeaders) && allowHeaders.length > 0) list('allow_headers', allowHeaders);
  if (spec.exposeHeaders.length > 0) list('expose_headers', spec.exposeHeaders);
  if (spec.maxAge !== null) items.push(`max_age=${spec.maxAge}`);
  return items;
}

function originArguments(origins: PolicySpec['origins'], quote: string): readonly Piece[] {
  if (origins === 'any') return [prefixed('allow_origins=', listOf(['*'], quote))];
  if (origins === 'reflect') return [`allow_origin_regex=${rawText('.*', quote)}`];
  const literals = origins.flatMap((entry) => ('literal' in entry ? [entry.literal] : []));
  const patterns = origins.flatMap((entry) => ('pattern' in entry ? [entry] : []));
  const regex = patterns.length > 0 ? regexOf(patterns) : null;
  return [
    ...(literals.length > 0 || regex === null ? [prefixed('allow_origins=', listOf(literals, quote))] : []),
    ...(regex === null ? [] : [`allow_origin_regex=${rawText(regex, quote)}`]),
  ];
}

function listOf(values: readonly string[], quote: string): Piece {
  const texts = values.map((value) => {
    const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
    return quote + escaped + quote;
  });
  return { open: '[', items: texts, close: ']' };
}
