import { walkIn } from '../../src/engines/judgeIn.ts';
import type { Engine } from '../../src/engines/types.ts';
import type { HeaderList, Send } from '../../src/cors/types.ts';
import type { Observation } from './oracle.ts';
import type { Seen } from './server.ts';

/** What the oracle compares. */
export const properties = [
  'outcome',
  'preflight needed',
  'preflight bytes',
  'requests',
  'exposed headers',
  'console',
] as const;

export type Property = (typeof properties)[number];

export interface Disagreement {
  readonly property: Property;
  readonly judge: unknown;
  readonly browser: unknown;
}

/** Where the judge and the browser do not say the same. */
export function compare(engine: Engine, observation: Observation): Disagreement[] {
  const { exchange, result, seen } = observation;
  const { engineVerdict, sent } = walkIn(engine, exchange);
  const found: Disagreement[] = [];
  const check = (property: Property, judge: unknown, browser: unknown): void => {
    if (JSON.stringify(judge) !== JSON.stringify(browser)) found.push({ property, judge, browser });
  };
  const { outcome } = engineVerdict;
  check(
    'outcome',
    outcome === 'blocked' || outcome === 'network-error' ? 'rejected' : outcome,
    outcomeOf(observation),
  );
  const first = seen.find(({ preflight }) => preflight);
  check(
    'preflight needed',
    sent.some(({ preflight }) => preflight),
    first !== undefined,
  );
  const wires = once(seen.map(wireOfSeen));
  const judged = once(sent.map(wireOfSend));
  check('preflight bytes', judged.filter(isPreflight), wires.filter(isPreflight));
  check('requests', judged, wires);
  check('exposed headers', engineVerdict.exposed, [...result.headers].sort());
  if (!sameLines(engine, engineVerdict, observation.console)) {
    found.push({ property: 'console', judge: engineVerdict.console, browser: observation.console });
  }
  return found;
}

function outcomeOf({ result }: Observation): string {
  if (result.type === null) return 'rejected';
  return result.type.startsWith('opaque') ? 'opaque' : 'readable';
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

function sameLines(
  engine: Engine,
  { console, cause }: ReturnType<typeof walkIn>['engineVerdict'],
  printed: readonly string[],
): boolean {
  if (JSON.stringify(console) === JSON.stringify(printed.map(anonymous))) return true;
  if (engine === 'firefox' && printed.some((line) => line.startsWith('Security Error'))) {
    return JSON.stringify([...console].sort()) === JSON.stringify(printed.map(anonymous).sort());
  }
  return false;
}
