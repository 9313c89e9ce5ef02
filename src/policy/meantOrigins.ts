import { isBrowserOrigin } from './originLiteral.ts';
import { samplesOf, textOf } from './patternSamples.ts';
import { parseRegex } from './regex.ts';
import type { OriginMatcher } from './types.ts';

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
      return samplesOfPattern(matcher.source).filter((origin) => matcher.accepts(origin));
    case 'unknown':
      return [];
  }
}

function samplesOfPattern(source: string): readonly string[] {
  const regex = parseRegex(source);
  if (!regex) return [];
  const texts = samplesOf(regex.ast).map((sample) => textOf(sample).toLowerCase());
  return texts.flatMap((text) => [
    text,
    `https://${text.replace(/^[.-]+/, '')}`,
    ...(/^[.-]/.test(text) ? [`https://app${text}`] : []),
  ]);
}
