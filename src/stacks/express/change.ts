import { parser } from '@lezer/javascript';
import type { SyntaxNode } from '@lezer/common';
import { appendEntries, removeEntry } from '../../policy/entries.ts';
import type { Range, TextEdit } from '../../policy/range.ts';
import type { OriginSpec, PolicySpec } from '../../policy/spec.ts';
import { isSame, listChange, originKey, type Turn } from '../../policy/specChange.ts';
import { spellOrigins } from '../../policy/specOrigins.ts';
import type { Fact, Policy } from '../../policy/types.ts';
import { regexText, stringText, styleOf, type Style } from './style.ts';

/** A module, and a policy that was read from it. */
interface Site {
  readonly text: string;
  readonly top: SyntaxNode;
  readonly style: Style;
  readonly policy: Policy;
}

/**
 * Edits that make `wanted` of a policy by changing what it states, where it states it: entries of lists, values of options, options.
 * Null where a part is stated in a way that does not lend itself. Whoever calls reads the result again: an edit in one place may touch
 * another.
 */
export function change(
  text: string,
  path: string,
  policy: Policy,
  { current, wanted, target }: Turn,
): readonly TextEdit[] | null {
  const top = parser.configure({ dialect: 'ts jsx' }).parse(text).topNode;
  const site: Site = { text, top, style: styleOf({ source: text, path }), policy };
  const edits: (readonly TextEdit[] | null)[] = [];
  const options: string[] = [];
  for (const part of parts) {
    if (isSame(current[part], target[part])) continue;
    const made = editsOf(site, part, current, wanted);
    if (typeof made === 'string') options.push(made);
    else edits.push(made);
  }
  if (options.length > 0) edits.push(addOptions(site, options));
  return edits.includes(null) ? null : edits.flatMap((some) => some ?? []);
}

const parts = ['origins', 'methods', 'allowHeaders', 'exposeHeaders', 'credentials', 'maxAge'] as const;

/** The edits for one part, or the option to add where it is not stated yet. */
function editsOf(
  site: Site,
  part: keyof PolicySpec,
  current: PolicySpec,
  wanted: PolicySpec,
): readonly TextEdit[] | string | null {
  const { facts, edits } = site.policy;
  switch (part) {
    case 'origins':
      return originEdits(site, current.origins, wanted.origins);
    case 'methods':
      return listEdits(site, facts.methods, 'methods', current.methods, wanted.methods);
    case 'allowHeaders':
      return listEdits(site, facts.allowHeaders, 'allowedHeaders', current.allowHeaders, wanted.allowHeaders);
    case 'exposeHeaders':
      return listEdits(
        site,
        facts.exposeHeaders,
        'exposedHeaders',
        current.exposeHeaders,
        wanted.exposeHeaders,
      );
    case 'credentials':
      if (wanted.credentials) return valueEdits(site, facts.credentials, 'credentials', 'true');
      return edits.dropCredentials();
    case 'maxAge':
      return valueEdits(site, facts.maxAge, 'maxAge', String(wanted.maxAge));
  }
}

/** The node whose text is exactly `range`. */
function nodeAt({ top }: Site, { start, end }: Range): SyntaxNode | null {
  for (let node: SyntaxNode | null = top.resolveInner(start, 1); node; node = node.parent) {
    if (node.from === start && node.to === end) return node;
    if (node.from < start) return null;
  }
  return null;
}

function rangeOf({ from, to }: SyntaxNode): Range {
  return { start: from, end: to };
}

function entriesOf(container: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node = container.firstChild; node; node = node.nextSibling) {
    if (!/^[[\]{},]$|Comment$/.test(node.name)) found.push(node);
  }
  return found;
}

/** Names in an array, or in one text with commas. */
function listEdits(
  site: Site,
  { range }: Fact<unknown>,
  option: string,
  now: PolicySpec['methods'],
  then: PolicySpec['methods'],
): readonly TextEdit[] | string | null {
  const { style } = site;
  if (!Array.isArray(then)) return null;
  if (!range) return `${option}: ${arrayText(then.map((name) => stringText(style, name)))}`;
  const key = option === 'methods' ? (name: string) => name : (name: string) => name.toLowerCase();
  const { added, removed } = listChange(Array.isArray(now) ? now : [], then, key);
  const isRemoved = (name: string): boolean => removed.some((one) => key(one) === key(name));
  const node = nodeAt(site, range);
  if (node?.name === 'ArrayExpression') {
    const texts = added.map((name) => stringText(style, name));
    return arrayEdits(site, node, texts, (entry) => isRemoved(contentOf(site, entry) ?? ''));
  }
  const content = node && contentOf(site, node);
  if (!node || content === null) return null;
  const names = content.split(',').map((name) => name.trim());
  const separator = /,(?!\s)/.test(content) ? ',' : ', ';
  const all = [...names.filter((name) => !isRemoved(name)), ...added].join(separator);
  return [{ start: node.from + 1, end: node.to - 1, text: all }];
}

function arrayEdits(
  { text }: Site,
  array: SyntaxNode,
  added: readonly string[],
  isRemoved: (entry: SyntaxNode) => boolean,
): readonly TextEdit[] | null {
  const entries = entriesOf(array);
  const removed = entries.filter(isRemoved);
  if (removed.length > 0 && (added.length > 0 || removed.length > 1)) {
    const kept = entries.filter((entry) => !removed.includes(entry));
    const all = [...kept.map(({ from, to }) => text.slice(from, to)), ...added];
    return [{ ...rangeOf(array), text: `[${all.join(', ')}]` }];
  }
  const [only] = removed;
  if (only) {
    const edit = removeEntry(text, rangeOf(only));
    return edit && [edit];
  }
  return added.length > 0 ? [appendEntries(text, rangeOf(array), entries.map(rangeOf), added)] : [];
}

/** What a plain string says; null for anything else. */
function contentOf({ text }: Site, node: SyntaxNode): string | null {
  const content = text.slice(node.from + 1, node.to - 1);
  return node.name === 'String' && !content.includes('\\') ? content : null;
}

/** A number or truth value as an option, or in quotes as a header's value. */
function valueEdits(
  site: Site,
  { range }: Fact<unknown>,
  option: string,
  then: string,
): readonly TextEdit[] | string | null {
  if (!range) return `${option}: ${then}`;
  const node = nodeAt(site, range);
  if (!node || !/^(?:String|Number|BooleanLiteral)$/.test(node.name)) return null;
  return [{ ...rangeOf(node), text: node.name === 'String' ? stringText(site.style, then) : then }];
}

function originEdits(
  site: Site,
  now: PolicySpec['origins'],
  then: PolicySpec['origins'],
): readonly TextEdit[] | string | null {
  const nodes = site.policy.facts.origins.flatMap(({ range }) => {
    const inner = site.top.resolveInner(range.start, 1);
    return /^(?:String|RegExp|BooleanLiteral)$/.test(inner.name) ? [inner] : [];
  });
  const [first] = nodes;
  if (!first) return now === 'any' ? `origin: ${originText(site.style, then)}` : null;
  const property = first.parent?.name === 'Property' ? first.parent : first.parent?.parent;
  const array = first.parent?.name === 'ArrayExpression' ? first.parent : null;
  if (typeof now === 'string' || typeof then === 'string' || !array) {
    if (property?.name !== 'Property') return null;
    return [{ ...rangeOf(array ?? first), text: originText(site.style, then) }];
  }
  const spelt = spellOrigins(then);
  if (typeof spelt === 'string') return null;
  const { added, removed } = listChange(now, spelt, originKey);
  return arrayEdits(
    site,
    array,
    added.flatMap((entry) => originItem(site.style, entry) ?? []),
    (entry) => removed.some((origin) => isOrigin(site, entry, origin)),
  );
}

function isOrigin(site: Site, entry: SyntaxNode, origin: OriginSpec): boolean {
  if ('literal' in origin) return contentOf(site, entry) === origin.literal;
  if (entry.name !== 'RegExp') return false;
  const [, pattern = '', flags = ''] =
    /^\/([^]*)\/([a-z]*)$/.exec(site.text.slice(entry.from, entry.to)) ?? [];
  const spelt = spellOrigins([{ pattern, ignoreCase: flags.includes('i') }]);
  return isSame(spelt, [origin]);
}

function originText(style: Style, origins: PolicySpec['origins']): string {
  if (origins === 'any') return stringText(style, '*');
  if (origins === 'reflect') return 'true';
  return arrayText(origins.flatMap((entry) => originItem(style, entry) ?? []));
}

function originItem(style: Style, entry: OriginSpec): string | null {
  return 'literal' in entry ? stringText(style, entry.literal) : regexText(entry.pattern, entry.ignoreCase);
}

function arrayText(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

/** Adds properties to the options: to the object that states one of them, or that the call of cors has. */
function addOptions(site: Site, properties: readonly string[]): readonly TextEdit[] | null {
  const object = statedObject(site) ?? calledObject(site);
  if (!object) return null;
  if (object.name === 'ArgList')
    return [{ start: object.from + 1, end: object.from + 1, text: `{ ${properties.join(', ')} }` }];
  return [appendEntries(site.text, rangeOf(object), entriesOf(object).map(rangeOf), properties, true)];
}

function statedObject(site: Site): SyntaxNode | null {
  const { credentials, methods, allowHeaders, exposeHeaders, maxAge, origins } = site.policy.facts;
  const ranges = [
    ...[credentials, methods, allowHeaders, exposeHeaders, maxAge].map(({ range }) => range),
    ...origins.map(({ range }) => range),
  ];
  for (const range of ranges) {
    let node: SyntaxNode | null = range ? site.top.resolveInner(range.start, 1) : null;
    if (node?.parent?.name === 'ArrayExpression') node = node.parent;
    if (node?.parent?.name === 'Property') return node.parent.parent;
  }
  return null;
}

/** The options in the call itself, or its argument list when it has none. */
function calledObject(site: Site): SyntaxNode | null {
  const call = nodeAt(site, site.policy.range);
  const args = call?.name === 'CallExpression' ? call.getChild('ArgList') : null;
  const options = args?.getChild('ObjectExpression');
  if (options) return options;
  return args && site.text.slice(args.from, args.to) === '()' ? args : null;
}
