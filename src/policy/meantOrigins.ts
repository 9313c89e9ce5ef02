import { isBrowserOrigin } from './originLiteral.ts';
import { samplesOf, textOf } from './patternSamples.ts';
import { parseRegex } from './regex.ts';
import type { OriginMatcher, OriginPattern } from './types.ts';

const enough = 8;

/** Origins that the source seems to mean: each literal, and for each pattern a text that it matches. At most eight. */
export function meantOrigins(matchers: readonly OriginMatcher[]): readonly string[] {
  const found = new Set<string>();
  for (const matcher of matchers) {
    for (const origin of meantBy(matcher)) {
      if (origin !== 'null' && isBrowserOrigin(origin)) found.add(origin);
      if (found.size >= enough) return [...found];
    }
  }
  return [...found];
}

function meantBy(matcher: OriginMatcher): readonly string[] {
  switch (matcher.kind) {
    case 'literal':
      return [matcher.value];
    case 'any':
    case 'reflect':
      return ['https://app.example.com'];
    case 'predicate':
      return matcher.mentions ?? [];
    case 'pattern':
      return samplesOfPattern(matcher);
    case 'unknown':
      return [];
  }
}

/** Many places share one pattern, and many rules ask what each of them means. */
const samples = new WeakMap<OriginPattern, readonly string[]>();

function samplesOfPattern(pattern: OriginPattern): readonly string[] {
  const known = samples.get(pattern);
  if (known) return known;
  const regex = parseRegex(pattern.source);
  const texts = regex ? samplesOf(regex.ast).map((sample) => textOf(sample).toLowerCase()) : [];
  const found = texts
    .flatMap((text) => [
      text,
      `https://${text.replace(/^[.-]+/, '')}`,
      ...(/^[.-]/.test(text) ? [`https://app${text}`] : []),
    ])
    .filter((origin) => pattern.accepts(origin));
  samples.set(pattern, found);
  return found;
}
