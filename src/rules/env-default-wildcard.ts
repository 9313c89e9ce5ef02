import { grant } from '../policy/grant.ts';
import type { Install } from '../stacks/fastapi/read.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { installsIn } from './lib/fastapi.ts';
import type { Fix, Rule, RuleContext } from './types.ts';
import type { Range } from '../policy/range.ts';

const stranger = 'https://evil.test';

/** Reported only where the default gives cookies away too: without credentials it is a public API that says so. */
export const envDefaultWildcard: Rule = {
  meta: {
    id: 'env-default-wildcard',
    title: 'An environment variable that is not set turns into every origin, with credentials',
    class: 'fragile',
    stacks: ['express', 'fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      unset:
        'When {variable} is not set, {origin} can read this with cookies: the default lets in every origin.',
      refused: 'When {variable} is not set, every request with cookies is blocked: browsers refuse * for it.',
    },
  },
  check(context) {
    checkExpress(context);
    for (const { whenUnset, options } of installsIn(context)) {
      const any = whenUnset?.facts.origins.find(({ kind }) => kind === 'any');
      const variable = variableIn(options);
      if (!whenUnset || !any || variable === null) continue;
      const given = grant(whenUnset, stranger);
      if (given.unknown || !given.withCredentials) continue;
      context.report({
        range: any.range,
        messageId: 'unset',
        data: { variable, origin: stranger },
        witness: { origin: stranger },
        fixes: closed(context, any.range),
      });
    }
  },
};

function checkExpress(context: RuleContext): void {
  for (const { variable, value, range, credentials } of expressOf(context)?.openWhenUnset ?? []) {
    // What development may do beside production is no default.
    if (!credentials || variable === 'NODE_ENV') continue;
    const where = firstLine(context.text, range);
    // The cors package sends * as it stands, which browsers refuse; every other yes repeats the origin.
    if (value === '*') context.report({ range: where, messageId: 'refused', data: { variable } });
    else {
      const data = { variable, origin: value };
      context.report({ range: where, messageId: 'unset', data, witness: { origin: value } });
    }
  }
}

/** The variable that decides about the origins; null when none does. */
function variableIn({ given }: Install['options']): string | null {
  const value = given.get('allow_origins')?.value;
  return value?.kind === 'unknown' ? (value.variable ?? null) : null;
}

function closed(context: RuleContext, range: Range): readonly Fix[] {
  if (context.text.slice(range.start, range.end) !== '*') return [];
  return [{ title: 'Allow no origin when it is not set', safety: 'unsafe', edits: [{ ...range, text: '' }] }];
}
