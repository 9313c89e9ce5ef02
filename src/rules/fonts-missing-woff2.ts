import { requestFrom } from '../policy/grant.ts';
import type { Range } from '../policy/range.ts';
import { linesOf, respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import { pattern as apachePattern } from '../stacks/apache/pattern.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { compile } from '../stacks/nginx/pattern.ts';
import type { NginxPolicy } from '../stacks/nginx/read.ts';
import { callersOf } from '../policy/caller.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

/** CSS Fonts 4, "Font fetching requirements": fonts are always fetched with CORS. */
export const fontsMissingWoff2: Rule = {
  meta: {
    id: 'fonts-missing-woff2',
    title: 'Fonts get CORS headers by their file names, and .woff2 is not among these',
    class: 'fragile',
    stacks: ['nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { woff2: 'Fonts in .woff2 files are blocked on other sites: this takes .woff and not .woff2.' },
  },
  check(context) {
    const places = placesIn(context);
    for (const { policy, names } of places) {
      if (!names || !takes(names, 'woff') || takes(names, 'woff2') || !allowsAny(policy)) continue;
      // Headers for all files, or another pattern, may cover them.
      const others = places.filter((place) => place.policy !== policy);
      if (others.some((place) => place.names === null || takes(place.names, 'woff2'))) continue;
      context.report({
        range: names.range,
        messageId: 'woff2',
        fixes: withWoff2(context.text, names.range),
      });
    }
  },
};

interface Names {
  /** The characters of the pattern. */
  readonly range: Range;
  /** False where it cannot be told. */
  readonly matches: (name: string) => boolean;
}

interface FilePlace {
  readonly policy: Policy;
  /** Null for a place that is for all files. */
  readonly names: Names | null;
}

function placesIn({ reading }: RuleContext): readonly FilePlace[] {
  if (reading.stack === 'nginx') return reading.policies.flatMap(nginxPlace);
  return reading.stack === 'apache' ? reading.policies.flatMap(apachePlace) : [];
}

function nginxPlace(policy: NginxPolicy): readonly FilePlace[] {
  const { uri, directive } = policy.level;
  const word = directive?.args.at(-1);
  if (!uri || uri.path === '/') return [{ policy, names: null }];
  if (!word || (uri.modifier !== '~' && uri.modifier !== '~*')) return [];
  const regex = compile(word.value, uri.modifier === '~*');
  const matches = (name: string): boolean => regex?.search(name) instanceof Object;
  return [{ policy, names: { range: word.inner, matches } }];
}

function apachePlace(policy: ApachePolicy): readonly FilePlace[] {
  const { section } = policy.place;
  const word = section?.words.at(-1);
  if (!section || !word) return [{ policy, names: null }];
  if (section.name !== 'filesmatch') return section.name.startsWith('files') ? [] : [{ policy, names: null }];
  const regex = apachePattern(word.text, false);
  const matches = (name: string): boolean => {
    const match = regex.search(name.slice(1));
    return match !== 'unknown' && match.found;
  };
  return [{ policy, names: { range: word.range, matches } }];
}

function takes({ matches }: Names, extension: string): boolean {
  return matches(`/font.${extension}`);
}

function allowsAny(policy: Policy): boolean {
  return callersOf(policy).some((caller) => {
    const response = respond(caller, requestFrom(caller.origin));
    return linesOf(response, 'Access-Control-Allow-Origin').length > 0;
  });
}

function withWoff2(text: string, { start, end }: Range): readonly Fix[] {
  const source = text.slice(start, end);
  const at = source.search(/\bwoff(?!2)\b/);
  if (at < 0) return [];
  const place = start + at + 'woff'.length;
  const edits = [{ start: place, end: place, text: '2?' }];
  return [{ title: 'Take .woff2 as well', safety: 'unsafe', edits }];
}
