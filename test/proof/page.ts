import { marked, type Token, type Tokens } from 'marked';
import type { SourceKind } from '../../src/policy/types.ts';
import { takeExpectations, type Expectation } from './expectations.ts';

export interface RequestRow {
  readonly request: string;
  /** Results by column: `wrong`, `fixed`, or `result` for a silent block. */
  readonly results: Readonly<Record<string, string>>;
}

export type BlockKind = 'wrong' | 'fixed' | 'silent';

export interface Block {
  readonly kind: BlockKind;
  readonly language: string;
  /** Words of the info string other than language and kind, such as `express=5` or `vhost`. */
  readonly options: readonly string[];
  /** The text without expectation comments. */
  readonly text: string;
  readonly expected: readonly Expectation[];
  /** Of a fixed block: the title of the fix that makes it. */
  readonly fix: string;
}

/** A wrong block with its fixed ones, or a silent block alone; and what a browser makes of them. */
export interface Case {
  readonly stack: SourceKind;
  readonly name: string;
  readonly block: Block;
  readonly fixed: readonly Block[];
  readonly requests: readonly RequestRow[];
}

export interface RulePage {
  readonly title: string;
  readonly headline: string;
  readonly sections: readonly string[];
  readonly cases: readonly Case[];
}

const stackOfSection: Readonly<Record<string, SourceKind>> = {
  Client: 'client',
  Express: 'express',
  FastAPI: 'fastapi',
  nginx: 'nginx',
  Apache: 'apache',
};

/** Reads a rule's page (docs/writing-a-rule.md says how one is written). Throws with the place when the form is broken. */
export function readPage(markdown: string): RulePage {
  const tokens = marked.lexer(markdown).filter((token) => token.type !== 'space' && token.type !== 'html');
  const title = tokens.find(isHeading(1));
  const headline = tokens.find((token) => token.type === 'paragraph');
  const sections = tokens.filter(isHeading(2)).map((heading) => heading.text);
  return { title: title?.text ?? '', headline: headline?.raw.trim() ?? '', sections, cases: casesOf(tokens) };
}

function isHeading(depth: number): (token: Token) => token is Tokens.Heading {
  return (token): token is Tokens.Heading => token.type === 'heading' && token['depth'] === depth;
}

interface OpenCase {
  stack: SourceKind;
  name: string;
  block: Block;
  fixed: Block[];
  requests: RequestRow[];
}

function casesOf(tokens: readonly Token[]): Case[] {
  const cases: OpenCase[] = [];
  let section = '';
  for (const token of tokens) {
    if (isHeading(2)(token)) section = token.text;
    if (token.type === 'code') addBlock(cases, section, token as Tokens.Code);
    if (token.type === 'table') addTable(cases, section, token as Tokens.Table);
  }
  return cases;
}

function addBlock(cases: OpenCase[], section: string, code: Tokens.Code): void {
  const block = blockOf(code);
  if (!block) return;
  const stack = stackOfSection[section];
  if (!stack)
    throw new Error(`A ${block.kind} block stands under "${section}", which is no stack's section.`);
  if (block.kind !== 'fixed') {
    const nth = cases.filter((known) => known.stack === stack && known.block.kind === block.kind).length + 1;
    cases.push({ stack, name: `${section} ${block.kind} ${nth}`, block, fixed: [], requests: [] });
    return;
  }
  const open = cases.at(-1);
  if (open?.stack !== stack || open.block.kind !== 'wrong') {
    throw new Error(`The fixed block "${block.fix}" under "${section}" follows no wrong block.`);
  }
  open.fixed.push(block);
}

function addTable(cases: OpenCase[], section: string, table: Tokens.Table): void {
  const [first, ...columns] = table.header.map((cell) => cell.text);
  if (first !== 'request') return;
  const open = cases.at(-1);
  if (!open || open.stack !== stackOfSection[section]) {
    throw new Error(`A table of requests under "${section}" follows no block.`);
  }
  for (const row of table.rows) {
    const [request = '', ...results] = row.map((cell) => unescapeCell(cell.text));
    open.requests.push({
      request,
      results: Object.fromEntries(columns.map((column, index) => [column, results[index] ?? ''])),
    });
  }
}

/** A cell may hold code marks or Markdown escapes; the request grammar knows neither. */
function unescapeCell(text: string): string {
  return text.replaceAll('`', '').replaceAll('&quot;', '"').replaceAll('&#39;', "'").trim();
}

function blockOf(code: Tokens.Code): Block | null {
  const match = /^(\w+)((?: \S+)*?) (wrong|silent|fixed)(?:: (.+))?$/.exec(code.lang ?? '');
  if (!match) return null;
  const [, language = '', options = '', kind = '', fix = ''] = match;
  const { text, expected } = takeExpectations(`${code.text}\n`);
  return {
    kind: kind as BlockKind,
    language,
    options: options.split(' ').filter(Boolean),
    text,
    expected,
    fix,
  };
}
