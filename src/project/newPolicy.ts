import { isSafelistedMethod } from '../cors/method.ts';
import { plan } from '../cors/plan.ts';
import { asciiLowercase } from '../cors/http.ts';
import type { CorsRequest } from '../cors/types.ts';
import type { Range, TextEdit } from '../policy/range.ts';
import type { PolicySpec, WriteContext } from '../policy/spec.ts';
import type { Stack } from '../policy/types.ts';
import { write } from '../stacks/registry.ts';
import type { SourceText } from './where.ts';

/**
 * A policy for `request` in a file that has none, put where the app (the location) at `range` begins. Null where the stack gives no
 * such point. The caller has to see whether the result answers as it should.
 */
export function newPolicy(
  stack: Stack,
  { path, text, versions }: SourceText,
  range: Range,
  request: CorsRequest,
): readonly TextEdit[] | null {
  const at = pointFor(stack, text, range);
  if (at === null || request.origin === 'null') return null;
  // Nobody has to install anything for headers that are set by hand.
  const style: WriteContext['style'] = versions?.cors === undefined ? 'headers' : 'cors';
  const written = write(stack, specFor(stack, request), { source: text, path, style }).text;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const [, imported, own = written] =
    /^((?:import|from|const cors)\b.*)\r?\n\r?\n([^]*)$/.exec(written) ?? [];
  const indent = indentAt(stack, text, at);
  const lines = own.split(/\r?\n/).map((line) => (line === '' ? '' : indent + line));
  const gap = stack === 'nginx' ? newline : newline + newline;
  const edits: TextEdit[] = [{ start: at, end: at, text: gap + lines.join(newline) }];
  if (imported === undefined) return edits;
  const first = firstImport(text);
  return [{ start: first, end: first, text: imported + newline }, ...edits];
}

function specFor(stack: Stack, request: CorsRequest): PolicySpec {
  const { headers: asked } = plan(request);
  const names = request.headers.map(([name]) => name).filter((name) => asked.includes(asciiLowercase(name)));
  const methods = isSafelistedMethod(request.method) ? null : ['GET', 'POST', request.method];
  return {
    origins: [{ literal: request.origin }],
    credentials: request.credentials === 'include',
    methods: stack === 'fastapi' && methods === null ? ['GET', 'POST'] : methods,
    allowHeaders: names.length === 0 ? null : names,
    exposeHeaders: [],
    maxAge: null,
  };
}

/** Where the new text goes: behind the statement that makes the app, or behind the brace of the block. */
function pointFor(stack: Stack, text: string, range: Range): number | null {
  switch (stack) {
    case 'express':
      return /^express\s*\(/.test(text.slice(range.start)) ? lineEnd(text, range.end) : null;
    case 'fastapi': {
      const end = closing(text, text.indexOf('(', range.start));
      return end === null ? null : lineEnd(text, end);
    }
    case 'nginx': {
      const brace = /^[^{};]*\{/.exec(text.slice(range.start));
      return brace === null ? null : range.start + brace[0].length;
    }
    case 'apache':
      return null;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/\r?\n|$/);
  return from + end;
}

/** Behind the bracket that closes the one at `open`, strings left aside; null when nothing does. */
function closing(text: string, open: number): number | null {
  let depth = 0;
  const part = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[()]/g;
  part.lastIndex = open;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    if (match[0] === '(') depth++;
    else if (match[0] === ')' && --depth === 0) return part.lastIndex;
  }
  return null;
}

/** Of the line at `at`; inside of a block one step more. */
function indentAt(stack: Stack, text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const own = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  if (stack !== 'nginx') return own;
  const next = /^[^\n]*\n([ \t]+)\S/.exec(text.slice(at))?.[1];
  return next !== undefined && next.length > own.length ? next : `${own}  `;
}

function firstImport(text: string): number {
  return Math.max(0, text.search(/^(?:import\b|from\b|(?:const|let|var)\b.*\brequire\s*\()/m));
}
