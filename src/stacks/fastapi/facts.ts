import type { Range } from '../../policy/range.ts';
import type { Fact, OriginMatcher, OuterLayer, PolicyFacts } from '../../policy/types.ts';
import { acceptsWhole } from './pattern.ts';
import { allowsAll, type Settings } from './settings.ts';
import { contains, elements, rangeOfSet, whyUnknown, type StringSet } from './stringSet.ts';

/** The facts of a CORSMiddleware, for rules, hovers and writers. `whole` is where it stands. */
export function factsOf(
  settings: Settings,
  whole: Range,
  outside: readonly OuterLayer[],
  preflightAnsweredBy: PolicyFacts['preflightAnsweredBy'],
): PolicyFacts {
  const { maxAge } = settings;
  return {
    origins: matchersOf(settings, whole),
    credentials: settings.credentials,
    methods: listFact(settings.methods),
    allowHeaders: contains(settings.headers, '*')
      ? { known: true, value: 'mirror', range: rangeOfSet(settings.headers) }
      : listFact(settings.headers),
    exposeHeaders: listFact(settings.expose),
    maxAge,
    preflightAnsweredBy,
    outside,
  };
}

function listFact(set: StringSet): Fact<readonly string[]> {
  const values = elements(set);
  const range = rangeOfSet(set);
  return values ? { known: true, value: values, range } : { known: false, why: whyUnknown(set), range };
}

/** What lets origins in. Beside a `*` every other entry is dead and left out. */
function matchersOf(settings: Settings, whole: Range): readonly OriginMatcher[] {
  const { origins, regex } = settings;
  if (origins.kind === 'items' && allowsAll(settings)) {
    return origins.items
      .filter((item) => item.value === '*')
      .slice(0, 1)
      .map(({ range }) => ({ kind: 'any', range }));
  }
  const matchers = listMatchers(origins, whole);
  if (regex?.known) {
    const { pattern, text } = regex;
    const { source, ignoreCase } = pattern;
    const accepts = (origin: string): boolean => acceptsWhole(pattern, origin) === true;
    matchers.push({ kind: 'pattern', source, ignoreCase, matching: 'fullmatch', range: text.range, accepts });
  } else if (regex) {
    matchers.push({ kind: 'unknown', why: regex.why, range: regex.range ?? whole });
  }
  return matchers;
}

function listMatchers(origins: StringSet, whole: Range): OriginMatcher[] {
  switch (origins.kind) {
    case 'unknown':
      return [{ kind: 'unknown', why: origins.why, range: origins.range ?? whole }];
    case 'text': {
      const { value, range } = origins.text;
      if (value === '*') return [{ kind: 'any', range }];
      const accepts = (origin: string): boolean => value.includes('*') || value.includes(origin);
      return [{ kind: 'predicate', range, mentions: [value], accepts }];
    }
    case 'items': {
      const matchers: OriginMatcher[] = origins.items.map(({ value, range }) => ({
        kind: 'literal',
        value,
        range,
        use: 'compared',
      }));
      if (origins.open !== null)
        matchers.push({ kind: 'unknown', why: origins.open, range: origins.range ?? whole });
      return matchers;
    }
  }
}
