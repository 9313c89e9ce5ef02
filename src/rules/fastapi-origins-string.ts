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
      star: '{origin} can read this{reach}: a * anywhere in this text lets in every origin.',
    },
  },
  check(context) {
    for (const install of installsIn(context)) {
      const [matcher] = install.policy.facts.origins;
      if (matcher?.kind === 'predicate' && install.settings.origins.kind === 'text')
        check(context, install, matcher);
    }
  },
};

function check(context: RuleContext, { policy, settings, changes }: Install, matcher: OriginPredicate): void {
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
