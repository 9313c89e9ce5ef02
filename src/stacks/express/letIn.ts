import { corsCheck } from '../../cors/corsCheck.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import { send, type PlaceRun, type Sent } from './send.ts';
import type { Simulated } from './simulate.ts';

/**
 * The ways of a request that go with its origin being let in: they decide no condition otherwise than a way does on which a plain GET from
 * there can be read. All ways where it can be read on none, or where they are not all known. Of `SITE || '*'` it is the site: one answer
 * stands for all.
 */
export function sendLetIn(runs: readonly PlaceRun[], request: PolicyRequest): Sent {
  const sent = send(runs, request);
  const { origin } = request;
  if (!sent.complete || origin === null) return sent;
  const reading = runs.map((run) => {
    const plain = send([run], { ...requestFrom(origin), meant: true });
    return { run, lettingIn: plain.ways.filter((way) => reads(way, origin)) };
  });
  const isNamed = ({ answer }: Simulated): boolean => answer.lines.some(({ value }) => value === origin);
  const named = reading.some(({ lettingIn }) => lettingIn.some(isNamed));
  // Ways through the module itself are told apart by what it decides: those of another one never agree.
  const ways = reading.flatMap(({ run, lettingIn }) => {
    const these = named ? lettingIn.filter(isNamed) : lettingIn;
    return send([run], request).ways.filter((way) => these.some((one) => agree(one, way)));
  });
  return ways.length > 0 ? { ways, complete: true } : sent;
}

function reads({ answer }: Simulated, origin: string): boolean {
  if (answer.unknown.some(({ about }) => about === 'Access-Control-Allow-Origin')) return false;
  const headers = answer.lines.map(({ name, value }) => [name, value] as const);
  return corsCheck(headers, origin, false) === null;
}

/** Of two ways through the same module. */
function agree({ run: one }: Simulated, { run: other }: Simulated): boolean {
  for (const [condition, taken] of one.own) if ((other.own.get(condition) ?? taken) !== taken) return false;
  return true;
}
