import { grant } from '../policy/grant.ts';
import { canonicalOrigin, isBrowserOrigin } from '../policy/originLiteral.ts';
import { partsOfOrigins } from '../policy/partOrigins.ts';
import type { OriginPredicate } from '../policy/types.ts';
import type { Install } from '../stacks/fastapi/read.ts';
import { fixWith, installsIn } from './lib/fastapi.ts';
import type { Rule, RuleContext } from './types.ts';

/** `origin in allow_origins` on a `str` is Python's search for a part of the text. */
export const fastapiOriginsString: Rule = {
  meta: {
    id: 'fastapi-origins-string',
    title: 'allow_origins is one text, and Starlette lets in every origin that is a part of it',
    class: 'exposed',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      part: '{origin} can read this{reach}: allow_origins is one text, and any part of it matches.',
      unset:
        'When {variable} is not set, {origin} can read this{reach}: its text is not split, and any part of it matches.',
      star: '{origin} can read this{reach}: a * anywhere in this text lets in every origin.',
    },
  },
  check(context) {
    for (const install of installsIn(context)) {
      const [matcher] = install.policy.facts.origins;
      const isText = install.settings.origins.kind === 'text';
      if (matcher?.kind === 'predicate' && isText) checkText(context, install, matcher);
      else checkUnset(context, install);
    }
  },
};

function checkText(
  context: RuleContext,
  { policy, settings, changes }: Install,
  matcher: OriginPredicate,
): void {
  const text = settings.origins.kind === 'text' ? settings.origins.text.value : '';
  const star = text.includes('*');
  const [part] = partsOfOrigins(text);
  const origin = star ? 'https://evil.test' : part?.origin;
  if (origin === undefined) return;
  const given = grant(policy, origin);
  if (given.unknown || !given.readable) return;
  const stranger = star || part?.strangers === true;
  const listed = text.split(',').map((one) => canonicalOrigin(one.trim()) ?? '');
  const fixable = listed.every((one) => one !== '' && isBrowserOrigin(one));
  context.report({
    range: matcher.range,
    messageId: star ? 'star' : 'part',
    data: { origin, reach: given.withCredentials ? ' with cookies' : '' },
    ...(stranger ? { witness: { origin } } : {}),
    ...(stranger && given.withCredentials ? {} : { class: 'fragile' }),
    fixes: fixable ? fixWith('Make it a list', 'unsafe', changes.setList('allow_origins', listed)) : [],
  });
}

/** The text of an environment variable: its default shows what happens with any other. */
function checkUnset(context: RuleContext, { whenUnset, options, changes }: Install): void {
  const matcher = whenUnset?.facts.origins[0];
  const value = options.given.get('allow_origins')?.value;
  const variable = value?.kind === 'unknown' ? value.variable : undefined;
  if (!whenUnset || matcher?.kind !== 'predicate' || variable === undefined) return;
  const [part] = partsOfOrigins(matcher.mentions?.[0] ?? '');
  if (!part) return;
  const given = grant(whenUnset, part.origin);
  if (given.unknown || !given.readable) return;
  context.report({
    range: matcher.range,
    messageId: 'unset',
    class: 'fragile',
    data: { variable, origin: part.origin, reach: given.withCredentials ? ' with cookies' : '' },
    ...(part.strangers ? { witness: { origin: part.origin } } : {}),
    fixes: fixWith('Split it into a list', 'unsafe', changes.splitText('allow_origins')),
  });
}
