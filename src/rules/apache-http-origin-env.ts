import { linesOf } from '../policy/respond.ts';
import { isRequestVariable } from '../stacks/apache/headers.ts';
import type { HeaderOp, RewriteCond, SetEnvIf } from '../stacks/apache/model.ts';
import { allowOriginOps } from '../stacks/apache/origins.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, namedOrigins, opOf, ownRequest } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';

/** `%{NAME}e` reads Apache's environment, in which request headers appear only once CGI or PHP has been called. */
export const apacheHttpOriginEnv: Rule = {
  meta: {
    id: 'apache-http-origin-env',
    title: 'HTTP_ORIGIN is asked for, a variable that Apache does not set: it is empty, or printed as (null)',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      never: 'Nobody is allowed: Apache has no variable {name}, so this condition never holds.',
      unset: '{origin} is blocked: it is told Access-Control-Allow-Origin: (null), as nothing sets {name}.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      for (const { testWord } of deadConditions(policy)) {
        const { start, end } = testWord.range;
        context.report({
          range: testWord.range,
          messageId: 'never',
          data: { name: 'HTTP_ORIGIN' },
          fixes: [
            { title: 'Ask for the header', safety: 'safe', edits: [{ start, end, text: '%{HTTP:Origin}' }] },
          ],
        });
      }
      for (const { op } of allowOriginOps(policy.place)) {
        const part = op.value.length === 1 ? op.value[0] : undefined;
        if (part?.kind !== 'env' || !isRequestVariable(part.name) || !op.valueWord) continue;
        const origin = toldNull(policy, op);
        if (origin === null) continue;
        context.report({
          range: op.valueWord.range,
          messageId: 'unset',
          data: { origin, name: part.name },
          fixes: captured(policy, op, origin),
          // CGI and PHP handlers do set it: with them, only Apache's own answers are wrong.
          ...(/\b(?:php|cgi)/i.test(context.text) ? { class: 'fragile' } : {}),
        });
      }
    }
  },
};

/** mod_rewrite knows a few request headers by name, and Origin is not among them: the test is of the empty text. */
function deadConditions(policy: ApachePolicy): readonly RewriteCond[] {
  const used = new Set<string>();
  for (const { op } of allowOriginOps(policy.place)) {
    if (op.condition?.kind === 'env' && !op.condition.negated) used.add(op.condition.name);
    for (const part of op.value) if (part.kind === 'env') used.add(part.name);
  }
  return policy.place.scopes
    .flatMap((scope) => scope.rewriting.rules)
    .filter((rule) => rule.env.some((set) => set.value !== null && used.has(set.name)))
    .flatMap((rule) => rule.conditions)
    .filter(({ testWord }) => /^%\{HTTP_ORIGIN\}$/i.test(testWord.text))
    .filter(({ matches, negated }) => !negated && matches !== null && !holdsForNothing(matches));
}

function holdsForNothing(matches: NonNullable<RewriteCond['matches']>): boolean {
  if ('equal' in matches) return matches.equal === '';
  const match = matches.pattern.search('');
  return match === 'unknown' || match.found;
}

function toldNull(policy: ApachePolicy, op: HeaderOp): string | null {
  for (const origin of [...namedOrigins(policy), 'https://app.example.com']) {
    const response = certain(policy, ownRequest(origin, 200));
    const line =
      response && linesOf(response, 'Access-Control-Allow-Origin').find((one) => opOf(policy, one) === op);
    if (line?.value === '(null)') return origin;
  }
  return null;
}

/** Where a variable says already that the origin is allowed, it can hold the origin itself. */
function captured(policy: ApachePolicy, op: HeaderOp, origin: string): readonly Fix[] {
  const { condition, valueWord } = op;
  if (condition?.kind !== 'env' || condition.negated || !valueWord) return [];
  const tests = policy.place.scopes
    .flatMap((scope) => scope.env)
    .filter((test) => 'sets' in test && test.sets.some((set) => set.name === condition.name));
  const edits = tests.flatMap((test) =>
    test.kind === 'setenvif' ? holdOrigin(test, condition.name, origin) : [],
  );
  if (edits.length === 0 || edits.length !== tests.length) return [];
  const { start, end } = valueWord.range;
  edits.push({ start, end, text: `%{${condition.name}}e` });
  return [{ title: `Let ${condition.name} hold the origin`, safety: 'safe', edits }];
}

function holdOrigin(
  test: SetEnvIf,
  name: string,
  origin: string,
): { start: number; end: number; text: string }[] {
  const set = test.sets.find((one) => one.name === name);
  const match = test.pattern.search(origin);
  const wholeOrigin = match !== 'unknown' && match.found && match.groups[0] === origin;
  if (!set || test.plainText || !wholeOrigin || !/^\^/.test(test.pattern.source)) return [];
  return [{ ...set.word.outer, text: `${name}=$0` }];
}
