import type { AST } from '@eslint-community/regexpp';
import { samplesOf, textOf } from './patternSamples.ts';
import { applyEdits, type TextEdit } from './range.ts';
import { parseRegex, type Regex } from './regex.ts';
import { candidatesOfPattern } from './witness.ts';

const labels = '(?:[a-z0-9-]+\\.)';
const devHost = /(?:^|[/.])(?:localhost|127\.0\.0\.1)$/;

/**
 * A pattern that lets in what `source` was meant to let in: both ends anchored, host dots escaped, labels before a host ended by a dot.
 * In: an expression without delimiters, the stack's matching rule, and whether `/` is written `\/`. Null when no such pattern can be
 * worked out, or when the result would still let a stranger in or shut the meant host out.
 */
export function fixPattern(
  source: string,
  options: { readonly matching: 'search' | 'fullmatch'; readonly escapeSlash: boolean },
): string | null {
  const regex = parseRegex(source);
  if (!regex) return null;
  const edits: TextEdit[] = [];
  for (const alternative of regex.ast.alternatives) {
    const changes = fixAlternative(alternative, options);
    if (!changes) return null;
    edits.push(...changes);
  }
  const fixed = applyEdits(source, edits);
  return fixed !== source && isTight(fixed, options.matching) && stillMatches(regex, fixed) ? fixed : null;
}

function fixAlternative(
  alternative: AST.Alternative,
  options: { readonly matching: 'search' | 'fullmatch'; readonly escapeSlash: boolean },
): readonly TextEdit[] | null {
  const elements = alternative.elements.filter((element) => element.type !== 'Assertion');
  const host = elements[hostStart(elements)];
  const last = elements.at(-1);
  if (!host || !last || (isAnything(host) && host === last)) return null;
  const endsMidHost = isLiteral(last, '.') || isLiteral(last, '-');
  if (endsMidHost && !isEdge(alternative.elements.at(-1), 'end')) return null;
  return [
    ...fixStart(alternative, elements, options),
    ...escapeDots(elements),
    ...closeEnd(alternative, elements, options.matching),
  ];
}

function isEdge(element: AST.Element | undefined, kind: 'start' | 'end'): boolean {
  return element?.type === 'Assertion' && element.kind === kind;
}

function fixStart(
  alternative: AST.Alternative,
  elements: readonly AST.Element[],
  options: { readonly matching: 'search' | 'fullmatch'; readonly escapeSlash: boolean },
): readonly TextEdit[] {
  const anchor = options.matching === 'search' && !isEdge(alternative.elements[0], 'start') ? '^' : '';
  const slash = options.escapeSlash ? '\\/' : '/';
  const hostAt = hostStart(elements);
  const host = elements[hostAt];
  if (!host) return anchor === '' ? [] : [insert(alternative.start, anchor)];
  const edits: TextEdit[] = [];
  if (hostAt === 0) {
    const isDev = devHost.test(literalText(elements));
    edits.push(insert(host.start, `${anchor}${isDev ? 'https?' : 'https'}:${slash}${slash}`));
  } else if (anchor !== '') {
    edits.push(insert(alternative.start, anchor));
  }
  return [...edits, ...fixBoundary(elements, hostAt)];
}

/** Where the host begins: behind `://`, or at the start when there is no scheme. */
function hostStart(elements: readonly AST.Element[]): number {
  const index = elements.findIndex(
    (element, i) =>
      isLiteral(element, '/') && isLiteral(elements[i - 1], '/') && isLiteral(elements[i - 2], ':'),
  );
  return index < 0 ? 0 : index + 1;
}

/** `.*example` and an unanchored `example` become whole labels before the host. */
function fixBoundary(elements: readonly AST.Element[], hostAt: number): readonly TextEdit[] {
  const first = elements[hostAt];
  if (!first) return [];
  if (isAnything(first)) {
    const dot = elements[hostAt + 1];
    const dotFollows = isLiteral(dot, '.') || isDot(dot);
    if (dotFollows && dot) return [{ start: first.start, end: dot.end, text: `${labels}+` }];
    return [{ start: first.start, end: first.end, text: `${labels}*` }];
  }
  if (hostAt > 0) return [];
  if (isLiteral(first, '.')) return [{ start: first.start, end: first.end, text: `${labels}+` }];
  return devHost.test(literalText(elements)) ? [] : [insert(first.start, `${labels}*`)];
}

function escapeDots(elements: readonly AST.Element[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const hostAt = hostStart(elements);
  elements.forEach((element, i) => {
    if (isDot(element) && i > hostAt && !isAnything(elements[i - 1])) edits.push(insert(element.start, '\\'));
    if (element.type === 'Group' || element.type === 'CapturingGroup') {
      for (const inner of element.alternatives) edits.push(...escapeInner(inner));
    }
    if (element.type === 'Quantifier' && element.element.type.endsWith('Group')) {
      edits.push(...escapeDots([element.element]));
    }
  });
  return edits;
}

function escapeInner(alternative: AST.Alternative): readonly TextEdit[] {
  return alternative.elements.filter(isDot).map((element) => insert(element.start, '\\'));
}

function closeEnd(
  alternative: AST.Alternative,
  elements: readonly AST.Element[],
  matching: 'search' | 'fullmatch',
): readonly TextEdit[] {
  const last = elements.at(-1);
  const closed = matching === 'fullmatch' || isEdge(alternative.elements.at(-1), 'end');
  if (!last) return [];
  const end = closed ? '' : '$';
  if (isAnything(last)) return [{ start: last.start, end: last.end, text: end }];
  if (closed) return [];
  const port = devHost.test(literalText(elements)) ? '(?::\\d+)?' : '';
  return [insert(alternative.end, `${port}$`)];
}

function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function isLiteral(element: AST.Element | undefined, char: string): boolean {
  return element?.type === 'Character' && element.value === char.charCodeAt(0);
}

function isDot(element: AST.Element | undefined): boolean {
  return element?.type === 'CharacterSet' && element.kind === 'any';
}

/** `.*` or `.+`. */
function isAnything(element: AST.Element | undefined): boolean {
  return element?.type === 'Quantifier' && element.max > 1 && isDot(element.element);
}

function literalText(elements: readonly AST.Element[]): string {
  return elements
    .map((element) => (element.type === 'Character' ? String.fromCharCode(element.value) : ''))
    .join('');
}

function isTight(source: string, matching: 'search' | 'fullmatch'): boolean {
  const regex = parseRegex(source);
  return (
    regex !== null && candidatesOfPattern(source).every(({ origin }) => !matches(regex, origin, matching))
  );
}

function matches(regex: Regex, origin: string, matching: 'search' | 'fullmatch'): boolean {
  const match = matching === 'search' ? regex.search(origin) : regex.fullmatch(origin);
  return match === 'unknown' || match.found;
}

/** The texts that the pattern spells out are still let in: its samples, or the https origin of each. */
function stillMatches(before: Regex, after: string): boolean {
  const regex = parseRegex(after);
  if (!regex) return false;
  const samples = samplesOf(before.ast).map((sample) => textOf(sample).toLowerCase());
  const origins = samples.flatMap((text) => {
    if (/^https?:\/\//.test(text)) return [text];
    return [`https://${text.replace(/^\./, 'x.')}`, `http://${text}`];
  });
  return origins.some((origin) => regex.search(origin) !== 'unknown' && matches(regex, origin, 'fullmatch'));
}
