import { isBrowserOrigin } from './originLiteral.ts';
import { samplesOf, textOf } from './patternSamples.ts';
import { parseRegex } from './regex.ts';
import type { OriginMatcher } from './types.ts';

/** Origins that the source seems to mean: each literal, and for each pattern a text that it matches. At most eight. */
export function meantOrigins(matchers: readonly OriginMatcher[]): readonly string[] {
  const origins = matchers.flatMap((matcher): readonly string[] => {
    if (matcher.kind === 'literal') return [matcher.value];
    if (matcher.kind === 'any' || matcher.kind === 'reflect') return ['https://app.example.com'];
    if (matcher.kind === 'predicate') return matcher.mentions ?? [];
    if (matcher.kind === 'pattern')
      return samplesOfPattern(matcher.source).filter((origin) => matcher.accepts(origin));
    return [];
  });
  return [...new Set(origins)].filter((origin) => origin !== 'null' && isBrowserOrigin(origin)).slice(0, 8);
}

function samplesOfPattern(source: string): readonly string[] {
  const regex = parseRegex(source);
  if (!regex) return [];
  const texts = samplesOf(regex.ast).map((sample) => textOf(sample).toLowerCase());
  return texts.flatMap((text) => [text, `https://${text.replace(/^[.-]+/, '')}`]);
}
