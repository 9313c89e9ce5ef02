import { parseConsole } from '../../src/engines/parseConsole.ts';
import { walkIn } from '../../src/engines/judgeIn.ts';
import type { Engine } from '../../src/engines/types.ts';
import type { Cause, Exchange, HeaderList, Send } from '../../src/cors/types.ts';
import type { Observation } from './oracle.ts';
import type { Seen } from './server.ts';

/** What is compared, from the judge or from a browser. */
export interface View {
  readonly outcome: 'readable' | 'opaque' | 'rejected';
  readonly preflightNeeded: boolean;
  /** What the preflights carried, Origin included. */
  readonly preflights: readonly string[];
  /** Everything that went over the wire. */
  readonly requests: readonly string[];
  readonly exposed: readonly string[];
  readonly console: readonly string[];
  /** The cause that `parseConsole` reads in those lines. */
  readonly readBack: string | null;
}

export type Property = keyof View;

export const properties: readonly Property[] = [
  'outcome',
  'preflightNeeded',
  'preflights',
  'requests',
  'exposed',
  'console',
  'readBack',
];

export function judgeView(engine: Engine, exchange: Exchange): View {
  const { engineVerdict, sent } = walkIn(engine, exchange);
  const { outcome, exposed, console, cause } = engineVerdict;
  const requests = once(sent.map(wireOfSend));
  const lines = inOrder(engine, console);
  return {
    outcome: outcome === 'blocked' || outcome === 'network-error' ? 'rejected' : outcome,
    preflightNeeded: sent.some(({ preflight }) => preflight),
    preflights: requests.filter(isPreflight),
    requests,
    exposed,
    console: lines,
    readBack: cause === null || lines.length === 0 ? null : expectedReading(engine, cause, lines),
  };
}

export function browserView(engine: Engine, { result, seen, console }: Observation): View {
  const requests = once(seen.map(wireOfSeen));
  const { type } = result;
  const lines = inOrder(engine, console.map(anonymous));
  return {
    outcome: type === null ? 'rejected' : type.startsWith('opaque') ? 'opaque' : 'readable',
    preflightNeeded: seen.some(({ preflight }) => preflight),
    preflights: requests.filter(isPreflight),
    requests,
    exposed: [...result.headers].sort(),
    console: lines,
    readBack: readBack(lines),
  };
}

/** The cause that `parseConsole` reads. */
function readBack(lines: readonly string[]): string | null {
  const [message] = parseConsole(lines.join('\n'));
  return message?.cause ?? null;
}

/** What the lines of an engine can tell of a cause. */
function expectedReading(engine: Engine, cause: Cause, lines: readonly string[]): string {
  const [line = ''] = lines;
  if (line.startsWith('Unsafe attempt')) return 'cross-origin-disallowed-by-mode';
  if (engine === 'chromium')
    return cause.kind === 'redirect-to-other-scheme' ? 'scheme-not-supported' : cause.kind;
  if (engine === 'webkit') return webkitKind(cause);
  return /request did not succeed/.test(line) ? 'connection-failed' : firefoxKind(cause, line);
}

function firefoxKind(cause: Cause, line: string): string {
  if (line.includes('Multiple CORS header')) return 'multiple-allow-origin';
  return cause.kind;
}

function webkitKind(cause: Cause): string {
  switch (cause.kind) {
    case 'missing-allow-origin':
    case 'invalid-allow-origin':
    case 'allow-origin-mismatch':
      return 'origin-not-allowed';
    case 'multiple-allow-origin':
      return cause.value.includes(',') ? cause.kind : 'origin-not-allowed';
    case 'redirect-location-invalid':
      return 'redirect-to-other-scheme';
    default:
      return cause.kind;
  }
}

const isPreflight = (wire: string): boolean => wire.startsWith('preflight');

function wireOfSend({ url, method, preflight, origin, headers }: Send): string {
  return wire(url, method, preflight, origin, headers);
}

function wireOfSeen({ url, method, preflight, headers }: Seen): string {
  const origin = headers.find(([name]) => /^origin$/i.test(name))?.[1] ?? null;
  return wire(url, method, preflight, origin, headers);
}

function wire(
  url: string,
  method: string,
  preflight: boolean,
  origin: string | null,
  headers: HeaderList,
): string {
  const asked = headers
    .filter(([name]) => /^(access-control-request-(method|headers)|authorization)$/i.test(name))
    .map(([name, value]) =>
      /^authorization$/i.test(name) ? 'authorization' : `${name.toLowerCase()}: ${value}`,
    );
  return [
    preflight ? 'preflight' : 'request',
    method,
    url,
    `origin: ${origin ?? '-'}`,
    ...new Set(asked.sort()),
  ].join(' | ');
}

/** Browsers try again when a connection is closed on them: the same request in a row counts once. */
function once(wires: readonly string[]): string[] {
  return wires.filter((line, index) => line !== wires[index - 1]);
}

/** Firefox gives each opaque origin a number of its own. */
function anonymous(line: string): string {
  return line.replace(/moz-nullprincipal:\{[^}]*\}\?[^ ]*/, 'null/');
}

/** Firefox's security errors come from another process than its other lines, sooner or later. */
export function inOrder(engine: Engine, lines: readonly string[]): readonly string[] {
  const mixed = engine === 'firefox' && lines.some((line) => line.startsWith('Security Error'));
  return mixed ? [...lines].sort().reverse() : lines;
}
