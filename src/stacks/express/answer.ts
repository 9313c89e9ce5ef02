import type { AnsweredHeader, PolicyRequest, PolicyResponse, UnknownPart } from '../../policy/types.ts';
import type { Line } from './exchange.ts';
import { sendLetIn } from './letIn.ts';
import { send, type PlaceRun, type Sent } from './send.ts';
import type { Simulated } from './simulate.ts';

/** What the place answers; `unknown` names what differs between the ways that a request can go. */
export function answerAt(runs: readonly PlaceRun[], request: PolicyRequest): PolicyResponse {
  return answerOf(request.meant ? sendLetIn(runs, request) : send(runs, request));
}

function answerOf({ ways, complete }: Sent): PolicyResponse {
  const first = ways[0];
  const unknown: UnknownPart[] = ways.flatMap(({ answer }) => answer.unknown);
  if (!complete || !first) unknown.push(...everything('code that is too involved to follow'));
  if (!first) return { status: 200, headers: [], lost: [], unknown };
  unknown.push(...differences(ways));
  const { lost, lines } = first.answer;
  const made = { status: first.status, headers: lines.map(lineOf), lost, unknown };
  const stuckAt = complete && ways.every(({ answer }) => answer.stuckAt) ? first.answer.stuckAt : null;
  return { ...made, ...(stuckAt && { stuckAt }), ...turnsOf(ways) };
}

/** What one of the ways comes to. */
function turnsOf(
  ways: readonly Simulated[],
): Pick<PolicyResponse, 'failure' | 'steppedBackAt' | 'mayStickAt'> {
  const failure = ways.find(({ answer }) => answer.failure)?.answer.failure;
  const steppedBackAt = ways.find(({ answer }) => answer.steppedBackAt)?.answer.steppedBackAt;
  const mayStickAt = ways.find(({ answer }) => answer.stuckAt)?.answer.stuckAt;
  return {
    ...(failure && { failure }),
    ...(steppedBackAt && { steppedBackAt }),
    ...(mayStickAt && { mayStickAt }),
  };
}

function lineOf({ name, value, range, remove }: Line): AnsweredHeader {
  return remove ? { name, value, range, writtenBy: remove } : { name, value, range };
}

const names = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Vary',
];

function everything(why: string): UnknownPart[] {
  return [...names, 'status'].map((about) => ({ about, why, range: null }));
}

/** What depends on a condition that the file does not decide. */
function differences(ways: readonly Simulated[]): UnknownPart[] {
  const why = 'a condition that this file does not decide';
  const [first, ...others] = ways;
  if (!first || others.length === 0) return [];
  const parts: UnknownPart[] = [];
  for (const about of names) {
    const values = ways.map(({ answer }) => JSON.stringify(valuesOf(answer.lines, about)));
    if (new Set(values).size > 1) parts.push({ about, why, range: null });
  }
  if (others.some(({ status }) => status !== first.status)) parts.push({ about: 'status', why, range: null });
  return parts;
}

function valuesOf(lines: readonly Line[], name: string): string[] {
  return lines.filter((line) => line.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
}
