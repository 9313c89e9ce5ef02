import { escapeRegex } from '../../policy/escapeRegex.ts';
import {
  normalise,
  warningsOf,
  type OriginSpec,
  type PolicySpec,
  type WriteContext,
  type WrittenPolicy,
} from '../../policy/spec.ts';
import { leftOut, originsFor, settlePlain, type Knows } from '../../policy/settle.ts';
import { constantOf, untied } from '../../policy/specOrigins.ts';
import { configQuoted, newlineOf } from '../../policy/textStyle.ts';
import { freeName } from './edits.ts';
import { pattern } from './pattern.ts';

/**
 * The policy as `Header always` directives: SetEnvIf keeps the origin that is let in, and a rule answers preflights. The table of
 * successes is cleared of the two headers that must be single, because an application's own would be sent beside them.
 */
export function write(spec: PolicySpec, { source = '' }: WriteContext = {}): WrittenPolicy {
  const origins = originsFor(spec, knows);
  const variable = freeName(source);
  const lines = [
    ...originTests(origins, variable),
    ...headersOf(spec, origins, variable),
    'RewriteEngine On',
    'RewriteCond %{REQUEST_METHOD} =OPTIONS',
    'RewriteRule ^ - [R=204,L]',
  ];
  return {
    text: lines.join(newlineOf(source)),
    where: 'It goes into the .htaccess of the folder or into its <VirtualHost>, above other rewrite rules.',
    notes: [...warningsOf(spec), ...leftOut(spec, knows, 'Apache'), modules],
  };
}

/** What becomes of `spec` in Apache. */
export function settle(spec: PolicySpec): PolicySpec {
  return settlePlain(spec, knows);
}

/** Whether Apache reads a pattern as it is meant. */
export const knows: Knows = (source, ignoreCase) => pattern(source, ignoreCase).search('') !== 'unknown';

const modules = 'It takes the modules headers, setenvif and rewrite: a2enmod headers setenvif rewrite.';

function originTests(origins: PolicySpec['origins'], variable: string): readonly string[] {
  if (origins === 'reflect') return [keep('Origin', '^.+$', variable)];
  if (typeof origins === 'string' || constantOf(origins) !== null) return [];
  return origins.map((entry) => {
    const { pattern: source, ignoreCase } = testOf(entry);
    return keep('Origin', source, variable, ignoreCase);
  });
}

/** The pattern of the SetEnvIf that lets an origin in. */
export function testOf(entry: OriginSpec): { readonly pattern: string; readonly ignoreCase: boolean } {
  if ('literal' in entry) return { pattern: `^${escapeRegex(entry.literal)}$`, ignoreCase: false };
  return { pattern: wholeOf(entry.pattern), ignoreCase: entry.ignoreCase };
}

/** `$0` is what matches, so all of the origin has to. */
function wholeOf(source: string): string {
  const { start, inner, end } = untied(source);
  return `^${start ? '.*' : ''}${inner}${end ? '.*' : ''}$`;
}

/** Keeps what matches in a variable. */
export function keep(header: string, pattern: string, variable: string, ignoreCase = false): string {
  return `SetEnvIf${ignoreCase ? 'NoCase' : ''} ${header} ${configQuoted(pattern)} ${variable}=$0`;
}

function headersOf(spec: PolicySpec, origins: PolicySpec['origins'], variable: string): readonly string[] {
  const constant = constantOf(origins);
  const lines: string[] = [];
  const only = constant === null ? ` env=${variable}` : '';
  const set = (name: string, value: string, condition: string): void =>
    void lines.push(`Header always set ${name} ${configQuoted(value)}${condition}`);
  const single = (name: string, value: string): void => {
    lines.push(`Header unset ${name}`);
    set(name, value, only);
  };
  single('Access-Control-Allow-Origin', constant ?? `%{${variable}}e`);
  if (normalise(spec).credentials) single('Access-Control-Allow-Credentials', 'true');
  if (spec.exposeHeaders.length > 0)
    set('Access-Control-Expose-Headers', spec.exposeHeaders.join(', '), only);
  const list = (what: 'Methods' | 'Headers', names: PolicySpec['methods']): void => {
    const asked = `Access-Control-Request-${what === 'Methods' ? 'Method' : 'Headers'}`;
    if (names === 'mirror') {
      const mirrored = `${variable}_${what.toUpperCase()}`;
      lines.push(keep(asked, '^.+$', mirrored));
      set(`Access-Control-Allow-${what}`, `%{${mirrored}}e`, ` env=${mirrored}`);
      lines.push(`Header always merge Vary ${asked}`);
    } else if (names && names.length > 0) set(`Access-Control-Allow-${what}`, names.join(', '), only);
  };
  list('Methods', spec.methods);
  list('Headers', spec.allowHeaders);
  if (spec.maxAge !== null) set('Access-Control-Max-Age', String(spec.maxAge), only);
  if (constant === null) lines.push('Header always merge Vary Origin');
  return lines;
}
