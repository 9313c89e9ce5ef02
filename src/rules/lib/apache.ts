import { grant, requestFrom } from '../../policy/grant.ts';
import { meantOrigins } from '../../policy/meantOrigins.ts';
import { linesOf, respond } from '../../policy/respond.ts';
import type {
  AnsweredHeader,
  LostHeader,
  OriginMatcher,
  Policy,
  PolicyRequest,
  PolicyResponse,
} from '../../policy/types.ts';
import { alwaysEdits, plainCorsOps } from '../../stacks/apache/edits.ts';
import type { HeaderOp, Scope } from '../../stacks/apache/model.ts';
import { headerOps } from '../../stacks/apache/origins.ts';
import type { ApachePolicy, ApacheReading } from '../../stacks/apache/read.ts';
import type { Fix, RuleContext } from '../types.ts';

/** The Apache reading of a rule's document; null for another stack. */
export function apacheReading(context: RuleContext): ApacheReading | null {
  return context.reading.stack === 'apache' ? context.reading : null;
}

/** A request that Apache's own handler answers: a file, or with 404 the lack of one. */
export function ownRequest(
  origin: string,
  status: number,
  changes: Partial<PolicyRequest> = {},
): PolicyRequest {
  return requestFrom(origin, { handler: { does: 'answer', status, madeBy: 'server' }, ...changes });
}

/** The preflight for a PUT. */
export function preflightOf(origin: string): PolicyRequest {
  return ownRequest(origin, 200, { method: 'OPTIONS', headers: [['Access-Control-Request-Method', 'PUT']] });
}

/** Origins that the place is about: those that its directives name, also where they do not get in. */
export function namedOrigins(policy: ApachePolicy): readonly string[] {
  const tests = allScopes(policy).flatMap((scope) =>
    scope.env.flatMap((op) => (op.kind === 'setenvif' ? [op] : [])),
  );
  const patterns = tests
    .filter((op) => op.attribute.toLowerCase() === 'origin')
    .map((op): OriginMatcher => {
      const { source, ignoreCase } = op.pattern;
      const accepts = (origin: string): boolean => {
        const match = op.pattern.search(origin);
        return match !== 'unknown' && match.found;
      };
      return {
        kind: 'pattern',
        source,
        ignoreCase,
        matching: 'search',
        range: op.patternWord.range,
        accepts,
      };
    });
  return meantOrigins([...policy.facts.origins, ...patterns]);
}

/** Origins whose page can read a plain answer, with or without cookies; none when the source does not tell. */
export function readers(policy: ApachePolicy): readonly string[] {
  return namedOrigins(policy).filter((origin) => {
    const given = grant(policy, origin);
    return !given.unknown && (given.readable || given.withCredentials);
  });
}

function allScopes(policy: ApachePolicy): readonly Scope[] {
  const within = (scope: Scope): readonly Scope[] => [
    scope,
    ...scope.ifs.flatMap((chain) => chain.branches.flatMap((branch) => within(branch.scope))),
  ];
  return policy.place.scopes.flatMap(within);
}

/** The directive that wrote a line. */
export function opOf(policy: ApachePolicy, line: AnsweredHeader): HeaderOp | null {
  const { range } = line;
  if (!range) return null;
  const ops = headerOps(policy.place).map(({ op }) => op);
  return ops.find((op) => op.range.start === range.start && op.range.end === range.end) ?? null;
}

/** The `Header set` that an answer leaves out because it counts as an error. */
export function leftOut(response: PolicyResponse, name: string): LostHeader | null {
  if (linesOf(response, name).length > 0) return null;
  const wanted = name.toLowerCase();
  return (
    response.lost.find((line) => line.how === 'not-on-this-status' && line.name.toLowerCase() === wanted) ??
    null
  );
}

/** True when the file leaves the status or one of `names` open. */
export function isOpen(response: PolicyResponse, ...names: readonly string[]): boolean {
  const asked = ['status', ...names].map((name) => name.toLowerCase());
  return response.unknown.some((part) => asked.includes(part.about.toLowerCase()));
}

/** Sends every CORS header that `Header set` sends with all answers. */
export function withAlways(context: RuleContext, policy: ApachePolicy): readonly Fix[] {
  const all = headerOps(policy.place).map(({ op }) => op);
  const ops = plainCorsOps(policy.place).filter(
    (op) =>
      !all.some((other) => other.table === 'always' && other.name.toLowerCase() === op.name.toLowerCase()),
  );
  if (ops.length === 0) return [];
  return [
    {
      title: 'Send the CORS headers with every answer',
      safety: 'safe',
      edits: alwaysEdits(context.text, ops),
    },
  ];
}

/** The answer to `request`, or null where the file leaves its status or its Access-Control-Allow-Origin open. */
export function certain(policy: Policy, request: PolicyRequest): PolicyResponse | null {
  const response = respond(policy, request);
  return isOpen(response, 'Access-Control-Allow-Origin') ? null : response;
}
