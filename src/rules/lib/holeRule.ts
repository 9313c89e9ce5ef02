import { grant } from '../../policy/grant.ts';
import type { OriginMatcher, OriginPattern, OriginPredicate, Policy } from '../../policy/types.ts';
import type { FindWitness, FoundWitness } from '../../policy/witness.ts';
import { fixPattern } from '../../policy/patternFix.ts';
import type { Fix, Rule, RuleClass, RuleContext, RuleMeta } from '../types.ts';

type Test = OriginPattern | OriginPredicate;

/**
 * A rule about a test that lets in an origin that nobody meant. The message `open` gets `{origin}`, and `{reach}`: " with cookies"
 * where the page can also send cookies, else nothing.
 */
export function holeRule(
  meta: RuleMeta,
  options: {
    readonly kinds: readonly Test['kind'][];
    /** Which holes are this rule's business. */
    readonly applies: (found: FoundWitness, test: Test, context: RuleContext) => boolean;
    /** The class when cookies are not allowed. */
    readonly withoutCookies: RuleClass;
    readonly fixes?: (test: Test, context: RuleContext) => readonly Fix[];
    /** More for the message. */
    readonly data?: (found: FoundWitness) => Readonly<Record<string, string>>;
  },
): Rule {
  return {
    meta,
    check(context) {
      // Many places may share one test, which is mended in one place.
      const known = new Map<string, readonly Fix[]>();
      const fixesOf = (test: Test): readonly Fix[] => {
        const key = `${test.kind} ${test.range.start} ${test.range.end}`;
        const fixes = known.get(key) ?? options.fixes?.(test, context) ?? [];
        known.set(key, fixes);
        return fixes;
      };
      for (const policy of context.reading.policies) {
        for (const matcher of policy.facts.origins) {
          if (!isTest(matcher) || !options.kinds.includes(matcher.kind)) continue;
          const hole = holeIn(policy, matcher, context.witness);
          if (!hole || !options.applies(hole.found, matcher, context)) continue;
          const { found, withCredentials } = hole;
          context.report({
            range: matcher.range,
            messageId: 'open',
            data: {
              ...options.data?.(found),
              origin: found.origin,
              reach: withCredentials ? ' with cookies' : '',
            },
            witness: { origin: found.origin },
            fixes: fixesOf(matcher),
            ...(withCredentials ? {} : { class: options.withoutCookies }),
          });
        }
      }
    },
  };
}

interface Hole {
  readonly found: FoundWitness;
  readonly withCredentials: boolean;
}

function holeIn(policy: Policy, matcher: Test, witness: FindWitness): Hole | null {
  const found = witness(policy, matcher);
  if (found) return { found, withCredentials: grant(policy, found.origin).withCredentials };
  for (const setting of policy.settings?.() ?? []) {
    const same = setting.facts.origins.find(({ range }) => range.start === matcher.range.start);
    const hole = same && isTest(same) && holeIn(setting, same, witness);
    // Letting everybody in, or the own machine, is what settings for development are for.
    if (hole && hole.found.how !== 'any' && !ownMachine.test(hole.found.origin)) return hole;
  }
  return null;
}

const ownMachine = /^https?:\/\/(?:localhost|127\.)/;

function isTest(matcher: OriginMatcher): matcher is Test {
  return matcher.kind === 'pattern' || matcher.kind === 'predicate';
}

/** A regular expression, for the whole origin or for a part of it. */
export function isPattern(test: Test): boolean {
  return test.kind === 'pattern' || test.method === 'test';
}

/** Replaces a pattern by one that lets in what was meant; none where that cannot be told. It narrows, so it is never safe. */
export function patternFixes(test: Test, context: RuleContext): readonly Fix[] {
  if (test.kind !== 'pattern') return [];
  const { start, end } = test.range;
  if (context.text.slice(start, end) !== test.source) return [];
  const escapeSlash = context.reading.stack === 'express';
  const text = fixPattern(test.source, { matching: test.matching, escapeSlash });
  return text === null
    ? []
    : [{ title: 'Match the whole origin', safety: 'unsafe', edits: [{ start, end, text }] }];
}
