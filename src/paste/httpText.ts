import type { HeaderLine } from '../cors/types.ts';
import { pageHeaders } from './pageHeaders.ts';
import { failed, type Failed, type Taken } from './types.ts';
import { readUrl } from './url.ts';

const requestLine = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/;

/** True for a text whose first line, comments and variables aside, asks for something over HTTP. */
export function isHttpText(text: string): boolean {
  const [first] = requestLines(text);
  return first !== undefined && requestLine.test(first);
}

/** Reads a request as it goes over the wire, or as .http files have it: the first one, with the file's own variables filled in. */
export function readHttpText(text: string): Taken | Failed {
  const [first = '', ...rest] = requestLines(text);
  const [, method = '', target = ''] = requestLine.exec(first) ?? [];
  const blank = rest.findIndex((line) => line.trim() === '');
  const head = blank < 0 ? rest : rest.slice(0, blank);
  const body =
    blank < 0
      ? ''
      : rest
          .slice(blank + 1)
          .join('\n')
          .trim();
  const { lines, query, left } = headOf(head);
  const { own, origin, cookies, left: leftHeaders } = pageHeaders(lines);
  const url = urlOf(target + query, lines, origin);
  if (url === null) {
    return failed(`“${target}” is no whole address, and no Host header says where it is: add the line Host.`);
  }
  const open = [...new Set(`${first}\n${head.join('\n')}`.match(/\{\{[^{}]*\}\}/g) ?? [])];
  return {
    request: {
      url,
      method,
      headers: own,
      credentials: cookies === null ? 'same-origin' : 'include',
      cookies,
      body: body === '' ? null : body,
      origin,
    },
    left: [...left, ...leftHeaders, ...open.map((name) => `${name} is a variable: put in its value.`)],
  };
}

/** From the request line on, up to the `###` that ends the request; variables that the text itself defines are filled in. */
function requestLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const variables = new Map<string, string>();
  let start = 0;
  for (; start < lines.length; start++) {
    const line = (lines[start] ?? '').trim();
    const [, name, value] = /^@([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) variables.set(name, fill(value ?? '', variables).slice(0, longestValue));
    else if (line !== '' && !/^(?:#|\/\/)/.test(line)) break;
  }
  const own = lines.slice(start);
  const end = own.findIndex((line) => line.startsWith('###'));
  return (end < 0 ? own : own.slice(0, end)).map((line) => fill(line, variables));
}

/** Variables may be made of each other, and double each time. */
const longestValue = 4000;

function fill(line: string, variables: ReadonlyMap<string, string>): string {
  return line.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
}

function headOf(head: readonly string[]): { lines: HeaderLine[]; query: string; left: string[] } {
  const lines: HeaderLine[] = [];
  const left: string[] = [];
  let query = '';
  for (const line of head) {
    const [, name, value = ''] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    // .http files let a long query go on in lines of its own.
    if (/^\s+[?&]/.test(line)) query += line.trim();
    else if (name !== undefined) lines.push([name, value]);
    else if (!/^\s*(?:#|\/\/)/.test(line)) left.push(`“${line.trim()}” is no header line.`);
  }
  return { lines, query, left };
}

function urlOf(target: string, lines: readonly HeaderLine[], origin: string | null): string | null {
  if (!target.startsWith('/')) return readUrl(target);
  const host = lines.find(([name]) => name.toLowerCase() === 'host')?.[1];
  if (host === undefined) return null;
  // The text does not tell the scheme: a page on https can call nothing but https.
  return origin?.startsWith('https:') === true ? readUrl(`https://${host}${target}`) : readUrl(host + target);
}
