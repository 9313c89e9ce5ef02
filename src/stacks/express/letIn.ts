import { corsCheck } from '../../cors/corsCheck.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import { send, type PlaceRun } from './send.ts';
import type { Simulated } from './simulate.ts';

/**
 * Of the `ways` of a request those that go with its origin being let in: they decide no condition otherwise than each way does on which a
 * plain GET from there can be read. All of them where it can be read on none. Of `SITE || '*'` it is the site: one answer stands for all.
 */
export function whereLetIn(
  runs: readonly PlaceRun[],
  { origin }: PolicyRequest,
  ways: readonly Simulated[],
): readonly Simulated[] {
  if (origin === null) return ways;
  const all = send(runs, { ...requestFrom(origin), meant: true }).ways.filter((way) => reads(way, origin));
  const named = all.filter(({ answer }) => answer.lines.some(({ value }) => value === origin));
  const lettingIn = named.length > 0 ? named : all;
  const agreeing = ways.filter((way) => lettingIn.some((one) => agree(one, way)));
  return agreeing.length > 0 ? agreeing : ways;
}

function reads({ answer }: Simulated, origin: string): boolean {
  if (answer.unknown.some(({ about }) => about === 'Access-Control-Allow-Origin')) return false;
  const headers = answer.lines.map(({ name, value }) => [name, value] as const);
  return corsCheck(headers, origin, false) === null;
}

function agree({ decided: one }: Simulated, { decided: other }: Simulated): boolean {
  return [...one].every(([condition, taken]) => (other.get(condition) ?? taken) === taken);
}
