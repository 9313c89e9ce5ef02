import type { OriginSpec } from '../../policy/spec.ts';
import { untied } from '../../policy/specOrigins.ts';
import { pythonPattern } from './pattern.ts';

type PatternSpec = Extract<OriginSpec, { readonly pattern: string }>;

/**
 * One expression for `allow_origin_regex`, which has to match the whole origin, in place of patterns in normal form that are searched for.
 * Null when Python's `re` does not read them as they are meant.
 */
export function regexOf(patterns: readonly PatternSpec[]): string | null {
  const folding = patterns.filter(({ ignoreCase }) => ignoreCase);
  const some = folding.length > 0 && folding.length < patterns.length;
  const parts = patterns.map(({ pattern, ignoreCase }) => {
    const whole = wholeOf(pattern);
    return some && ignoreCase ? `(?i:${whole})` : whole;
  });
  if (!patterns.every(({ pattern }) => pythonPattern(toPython(pattern), false) !== null)) return null;
  return toPython(`${folding.length > 0 && !some ? '(?i)' : ''}${parts.join('|')}`);
}

/** A raw string; without the `r` where both quotes are inside. */
export function rawText(text: string, quote: string): string {
  const other = quote === '"' ? "'" : '"';
  if (!text.includes(quote)) return `r${quote}${text}${quote}`;
  if (!text.includes(other)) return `r${other}${text}${other}`;
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

function toPython(pattern: string): string {
  return pattern.replace(/\(\?<(?![=!])/g, '(?P<');
}

/** Matches the whole of a text wherever `pattern` is found in it. */
function wholeOf(pattern: string): string {
  const { start, inner, end } = untied(pattern);
  return `${start ? '.*' : ''}${inner}${end ? '.*' : ''}`;
}
