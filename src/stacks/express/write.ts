import { prefixed, type Piece } from '../../policy/layout.ts';
import {
  normalise,
  warningsOf,
  type PolicySpec,
  type WriteContext,
  type WrittenPolicy,
} from '../../policy/spec.ts';
import { newlineOf } from '../../policy/textStyle.ts';
import { regexText, statement, stringText, styleOf, type Style } from './style.ts';
import { middleware } from './writeMiddleware.ts';
import { notListed, settle } from './settle.ts';

/** The policy as options of the `cors` package, or as a middleware that sets the headers, in the style of the file. */
export function write(spec: PolicySpec, context: WriteContext = {}): WrittenPolicy {
  const style = styleOf(context);
  const kind = context.style ?? 'cors';
  const text = kind === 'cors' ? corsCall(spec, style) : middleware(spec, style);
  const install =
    kind === 'cors' && style.cors === null ? ['Install the package first: npm install cors.'] : [];
  return {
    text: text.replaceAll('\n', newlineOf(context.source ?? '')),
    where: `Before the routes of ${style.app}, and before anything that can answer first, such as authentication.`,
    notes: [...install, ...warningsOf(spec), ...notListed(spec, kind)],
  };
}

function corsCall(spec: PolicySpec, style: Style): string {
  const name = style.cors ?? 'cors';
  const options: Piece = { open: '{', items: optionsOf(spec, style), close: '}', spaced: true };
  const call: Piece = {
    open: `${name}(`,
    items: options.items.length > 0 ? [options] : [],
    close: ')',
    hugs: true,
  };
  const use = statement({ open: `${style.app}.use(`, items: [call], close: ')' }, style, 0);
  return style.cors === null ? `${importOf(style)}\n\n${use}` : use;
}

function importOf(style: Style): string {
  const from = stringText(style, 'cors');
  const text = style.modules === 'esm' ? `import cors from ${from}` : `const cors = require(${from})`;
  return text + style.semicolon;
}

/** What the package does by itself is left out. */
function optionsOf(spec: PolicySpec, style: Style): readonly Piece[] {
  const wanted = normalise(spec);
  const standard = settle({ ...spec, methods: null, allowHeaders: null, maxAge: null }, 'cors');
  const items: Piece[] = [];
  const state = (key: string, value: Piece): void => void items.push(prefixed(`${key}: `, value));
  const list = (values: readonly string[]): Piece => array(values.map((value) => stringText(style, value)));
  const differs = (key: 'methods' | 'allowHeaders'): boolean =>
    JSON.stringify(settle(spec, 'cors')[key]) !== JSON.stringify(standard[key]);
  const origin = originOption(spec, style);
  if (origin !== null) state('origin', origin);
  if (differs('methods') && Array.isArray(spec.methods)) state('methods', list(spec.methods));
  if (differs('allowHeaders') && Array.isArray(spec.allowHeaders))
    state('allowedHeaders', list(spec.allowHeaders));
  if (spec.exposeHeaders.length > 0) state('exposedHeaders', list(spec.exposeHeaders));
  if (wanted.credentials) state('credentials', 'true');
  if (spec.maxAge !== null) state('maxAge', String(spec.maxAge));
  return items;
}

function originOption({ origins }: PolicySpec, style: Style): Piece | null {
  if (origins === 'any') return null;
  if (origins === 'reflect') return 'true';
  const items = origins.flatMap((entry) => {
    if ('literal' in entry) return [stringText(style, entry.literal)];
    return regexText(entry.pattern, entry.ignoreCase) ?? [];
  });
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : array(items);
}

function array(items: readonly Piece[]): Piece {
  return { open: '[', items, close: ']' };
}
