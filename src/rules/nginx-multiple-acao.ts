import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { linesOf } from '../policy/respond.ts';
import { requestFrom } from '../policy/grant.ts';
import type { AnsweredHeader } from '../policy/types.ts';
import { chooseByMap } from '../stacks/nginx/edits.ts';
import { allowOriginHeaders, type PlacedHeader } from '../stacks/nginx/origins.ts';
import type { NginxPolicy, NginxReading } from '../stacks/nginx/read.ts';
import { removal } from '../stacks/nginx/text.ts';
import { firstAnswer, nginxReading, preflightFrom } from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

/** Fetch standard, "CORS check": two values are combined to `a, b`, which equals no origin. */
export const nginxMultipleAcao: Rule = {
  meta: {
    id: 'nginx-multiple-acao',
    title: 'Two Access-Control-Allow-Origin lines are sent, and browsers want exactly one',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      two: 'Every site is blocked: nginx sends two Access-Control-Allow-Origin lines, {first} and {second}.',
    },
  },
  check(context) {
    const reading = nginxReading(context);
    for (const policy of reading?.policies ?? []) {
      const [first, second] = twoLines(policy) ?? [];
      if (!reading || !first || !second?.range) continue;
      context.report({
        range: second.range,
        messageId: 'two',
        data: { first: first.value, second: second.value },
        fixes: fixesFor(context.text, reading, policy, second),
        ...(first.range ? { related: [{ range: first.range, message: 'This is the first of them.' }] } : {}),
      });
    }
  },
};

function twoLines(policy: NginxPolicy): readonly AnsweredHeader[] | null {
  return firstAnswer(
    policy,
    (origin) => [requestFrom(origin), preflightFrom(origin)],
    (response) => {
      const lines = linesOf(response, 'Access-Control-Allow-Origin');
      return lines.length > 1 ? lines : null;
    },
  );
}

function fixesFor(
  text: string,
  reading: NginxReading,
  policy: NginxPolicy,
  second: AnsweredHeader,
): readonly Fix[] {
  const all = allowOriginHeaders(policy.level);
  const listed = all.find(({ header }) => header.directive.shown === second.range);
  const lines = all.filter(({ from }) => from === listed?.from);
  const [kept, ...more] = lines;
  if (!kept) return [];
  const removals = more.map(({ header }) => removal(text, header.directive.range));
  if (lines.every(({ header }) => header.value.value === kept.header.value.value)) {
    return [{ title: 'Send it once', safety: 'safe', edits: removals }];
  }
  const edits = oneOf(text, reading, kept, lines);
  return edits
    ? [{ title: 'Answer with the one of them that asks', safety: 'safe', edits: [...edits, ...removals] }]
    : [];
}

/** Each line names an origin: a map tells which of them asks. Nothing else was ever let in by these lines. */
function oneOf(text: string, reading: NginxReading, kept: PlacedHeader, lines: readonly PlacedHeader[]) {
  const origins = lines.map(({ header }) => header.value.value);
  if (!origins.every((origin) => origin !== 'null' && isBrowserOrigin(origin))) return null;
  return chooseByMap(
    text,
    reading.model,
    [kept],
    origins.map((origin) => `"${origin}" $http_origin;`),
  );
}
