import { remembered } from '../../policy/remembered.ts';
import type { Policy, ReadContext, ReadError, Reading } from '../../policy/types.ts';
import { answer } from './answer.ts';
import { editsOf } from './edits.ts';
import { factsOf } from './facts.ts';
import type { Place } from './model.ts';
import { moduleMeant } from './modules.ts';
import { isCorsHeader, places } from './places.ts';
import { isHtaccess } from './recognise.ts';
import { onOneLine, scan, type Directive, type Node, type Section, type Word } from './scan.ts';

/** An `<IfModule>` whose module does not exist, around CORS headers that are therefore never sent. */
export interface MisnamedModule {
  readonly word: Word;
  readonly meant: string;
}

/** A policy with the directives behind it. */
export interface ApachePolicy extends Policy {
  readonly place: Place;
}

/** What only this stack's own rules need, beside the policies. */
export interface ApacheReading extends Reading {
  readonly stack: 'apache';
  readonly source: string;
  readonly policies: readonly ApachePolicy[];
  readonly misnamedModules: readonly MisnamedModule[];
  /** `Header` lines for CORS whose value falls into several words, which Apache refuses to read. */
  readonly unquoted: readonly Directive[];
  /** `<Limit>` and `<LimitExcept>` with CORS headers directly in them. */
  readonly limitsWithHeaders: readonly Section[];
  /** The file holds for the folder that it stands in, and is read anew for each request. */
  readonly isHtaccess: boolean;
}

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): ApacheReading {
  const { nodes, errors } = scan(source);
  const name = context.path.split('/').at(-1) ?? '';
  const inFolder = isHtaccess(name);
  const found = places(source, nodes, inFolder, name === '' ? '.htaccess' : name);
  return {
    stack: 'apache',
    source,
    policies: found.map((place) => policyOf(source, place)),
    misnamedModules: misnamedModules(nodes),
    unquoted: unquoted(nodes),
    limitsWithHeaders: limitsWithHeaders(nodes),
    isHtaccess: inFolder,
    errors: errors.map((error): ReadError => ({ ...error, range: onOneLine(source, error.range) })),
  };
}

function policyOf(source: string, place: Place): ApachePolicy {
  return {
    stack: 'apache',
    place,
    range: place.range,
    label: place.label,
    facts: factsOf(place),
    edits: editsOf(source, place),
    answer: remembered((request) => answer(place, request)),
  };
}

/** A header name, a value, and then something that is no condition. */
function unquoted(nodes: readonly Node[]): Directive[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'section') return unquoted(node.children);
    if (node.name !== 'header') return [];
    const words = node.words.map((word) => word.text);
    if (/^(?:always|onsuccess)$/i.test(words[0] ?? '')) words.shift();
    const [action = '', name = '', value = '', next = ''] = words;
    const splits = value !== '' && next !== '' && !/^(?:env=|expr=|early$)/i.test(next);
    return /^(?:set|add|append|merge|setifempty)$/i.test(action) && isCorsHeader(name) && splits
      ? [node]
      : [];
  });
}

function misnamedModules(nodes: readonly Node[]): MisnamedModule[] {
  const found: MisnamedModule[] = [];
  for (const node of nodes) {
    if (node.kind === 'directive') continue;
    const word = node.words[0];
    if (node.name === 'ifmodule' && word && node.words.length === 1 && holdsCors(node.children)) {
      const meant = moduleMeant(word.text);
      if (meant !== null) found.push({ word, meant });
    }
    found.push(...misnamedModules(node.children));
  }
  return found;
}

function limitsWithHeaders(nodes: readonly Node[]): Section[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'directive') return [];
    const isLimit = node.name === 'limit' || node.name === 'limitexcept';
    const hasHeader = node.children.some((child) => child.kind === 'directive' && holdsCors([child]));
    return [...(isLimit && hasHeader ? [node] : []), ...limitsWithHeaders(node.children)];
  });
}

function holdsCors(nodes: readonly Node[]): boolean {
  return nodes.some((node) =>
    node.kind === 'section'
      ? holdsCors(node.children)
      : node.name === 'header' && node.words.some((word) => isCorsHeader(word.text)),
  );
}
