import type { AST } from '@eslint-community/regexpp';
import { accepts } from './regexCharacters.ts';

/** One character of a text that a pattern matches. */
export interface SampleCharacter {
  readonly char: string;
  /** literal: the pattern states it. dot: an unescaped `.`, shown as the dot that was meant. free: the pattern leaves a choice. */
  readonly from: 'literal' | 'dot' | 'free';
}

export type Sample = readonly SampleCharacter[];

const maxSamples = 24;
const maxDepth = 20;
const maxLength = 300;

/** Texts that the pattern is about, one for each way through its alternatives and optional parts (a bounded number of them). */
export function samplesOf(pattern: AST.Pattern): readonly Sample[] {
  return anyOf(pattern.alternatives, 0);
}

/** The text of a sample. */
export function textOf(sample: Sample): string {
  return sample.map(({ char }) => char).join('');
}

function anyOf(alternatives: readonly AST.Alternative[], depth: number): readonly Sample[] {
  if (depth > maxDepth) return [[]];
  return alternatives.flatMap((alternative) => sequence(alternative.elements, depth)).slice(0, maxSamples);
}

function sequence(elements: readonly AST.Element[], depth: number): readonly Sample[] {
  let samples: SampleCharacter[][] = [[]];
  for (const element of elements) {
    const next = ofElement(element, depth);
    samples = followedBy(samples, next);
    if (samples.some((sample) => sample.length > maxLength)) return [];
  }
  return samples;
}

/** Each of `heads` with each of `tails` behind it, up to the most that there may be. Takes the heads over. */
function followedBy(heads: SampleCharacter[][], tails: readonly Sample[]): SampleCharacter[][] {
  const [only, ...others] = tails;
  if (only && others.length === 0) {
    for (const head of heads) head.push(...only);
    return heads;
  }
  const longer: SampleCharacter[][] = [];
  for (const head of heads) {
    for (const tail of tails) {
      if (longer.length === maxSamples) return longer;
      longer.push([...head, ...tail]);
    }
  }
  return longer;
}

function ofElement(element: AST.Element, depth: number): readonly Sample[] {
  switch (element.type) {
    case 'Character':
      return [[{ char: String.fromCharCode(element.value), from: 'literal' }]];
    case 'CharacterSet':
    case 'CharacterClass':
      return [oneOf(element)];
    case 'Group':
    case 'CapturingGroup':
      return anyOf(element.alternatives, depth + 1);
    case 'Quantifier':
      return repeated(element, depth);
    default:
      return [[]];
  }
}

function oneOf(element: AST.CharacterSet | AST.CharacterClass): Sample {
  if (element.type === 'CharacterSet' && element.kind === 'any') return [{ char: '.', from: 'dot' }];
  const char =
    [...'x1a.-:/'].find((one) => accepts(element, one.charCodeAt(0), false)) ?? firstAccepted(element);
  if (char === undefined) return [];
  return [{ char, from: /[\d.:/]/.test(char) ? 'literal' : 'free' }];
}

function firstAccepted(element: AST.CharacterSet | AST.CharacterClass): string | undefined {
  for (let code = 0x21; code < 0x7f; code++) {
    if (accepts(element, code, false)) return String.fromCharCode(code);
  }
  return undefined;
}

function repeated(quantifier: AST.Quantifier, depth: number): readonly Sample[] {
  const { element, min, max } = quantifier;
  if (max === 0) return [[]];
  const isAny = element.type === 'CharacterSet' && element.kind === 'any';
  const once: readonly Sample[] = isAny
    ? [[{ char: 'x', from: 'free' }]]
    : element.type === 'Assertion'
      ? [[]]
      : ofElement(element, depth + 1);
  const filled = once.map((sample) =>
    Array.from({ length: Math.min(Math.max(min, 1), 20) }, () => sample).flat(),
  );
  return min === 0 ? [[], ...filled] : filled;
}
