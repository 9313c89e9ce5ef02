import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { fixPattern } from '../policy/patternFix.ts';
import { samplesOf, textOf } from '../policy/patternSamples.ts';
import { parseRegex } from '../policy/regex.ts';
import type { OriginPattern } from '../policy/types.ts';
import { installsIn } from './lib/fastapi.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

/** Starlette calls `fullmatch` (since 0.13.1), so a pattern for a part of the origin matches none. */
export const fastapiRegexNotFullmatch: Rule = {
  meta: {
    id: 'fastapi-regex-not-fullmatch',
    title: 'allow_origin_regex matches only a part of an origin, and Starlette wants it to match the whole',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { never: '{origin} is blocked: Starlette wants allow_origin_regex to match the whole origin.' },
  },
  check(context) {
    for (const { policy } of installsIn(context)) {
      for (const matcher of policy.facts.origins) {
        const origin = matcher.kind === 'pattern' ? missed(matcher) : null;
        if (matcher.kind !== 'pattern' || origin === null) continue;
        context.report({
          range: matcher.range,
          messageId: 'never',
          data: { origin },
          fixes: wholePattern(context, matcher),
        });
      }
    }
  },
};

/** An origin that the pattern is about, when it accepts none of those that it is about. */
function missed(matcher: OriginPattern): string | null {
  const regex = parseRegex(matcher.source, { ignoreCase: matcher.ignoreCase });
  if (!regex) return null;
  const about = samplesOf(regex.ast).flatMap((sample) => originsFor(textOf(sample)));
  if (about.some((origin) => matcher.accepts(origin))) return null;
  return (
    about.find((origin) => {
      const match = regex.search(origin);
      return match !== 'unknown' && match.found;
    }) ?? null
  );
}

function originsFor(text: string): readonly string[] {
  const bare = text.replace(/\/+$/, '').replace(/^\./, 'www.');
  const origins = [text, bare, `https://${bare}`, `http://${bare}`];
  if (/^https?:\/\/$/.test(text)) origins.push(`${text}app.example.com`);
  return origins.filter((origin) => origin !== 'null' && isBrowserOrigin(origin) && hasHost(origin));
}

/** A name with a dot, localhost, or an address: `https://com` is nobody's origin. */
function hasHost(origin: string): boolean {
  return /[.:\]]|localhost/.test(origin.replace(/^https?:\/\//, ''));
}

function wholePattern(context: RuleContext, { source, range }: OriginPattern): readonly Fix[] {
  if (context.text.slice(range.start, range.end) !== source) return [];
  const text = fixPattern(source, { matching: 'fullmatch', escapeSlash: false });
  return text === null
    ? []
    : [{ title: 'Match the whole origin', safety: 'unsafe', edits: [{ ...range, text }] }];
}
