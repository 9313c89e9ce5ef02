import type { Range } from '../../policy/range.ts';
import type { Failure, LostHeader, PolicyRequest, UnknownPart } from '../../policy/types.ts';
import type { AppCookie } from './appCookie.ts';
import {
  bool,
  host,
  native,
  text,
  toText,
  undefinedValue,
  unknown,
  type HostValue,
  type Value,
} from './values.ts';

/** A header line that the program wrote. */
export interface Line {
  readonly name: string;
  readonly value: string;
  readonly range: Range | null;
  /** What to take out of the source so that the line is not written; null when that cannot be told. */
  readonly remove: Range | null;
  /** It repeats the Origin of the request. */
  readonly echoes: boolean;
  /** It is the same whatever the Origin says. */
  readonly isConstant: boolean;
  /** Between the quotes, when the value is spelt out. */
  readonly literal: Range | null;
}

/** What becomes of an answer without an environment variable: no other site can read it. */
export interface ClosedWithout {
  readonly variable: string;
  /** What stands for the origin. */
  readonly range: Range;
  /** The cors package switches itself off or has nobody on its list; a header says `undefined`, or Node refuses to write that. */
  readonly how: 'off' | 'nobody' | 'text' | 'failure';
}

/** The response while it is made. */
export class Answer {
  lines: Line[] = [];
  readonly lost: LostHeader[] = [];
  unknown: UnknownPart[] = [];
  /** Places that wrote a CORS header or ran the cors package. */
  readonly touched: Range[] = [];
  /** The cors package is at work: its call is the place, not the options that it reads. */
  byPackage = false;
  status: number | null = null;
  /** What neither answers nor passes on. */
  stuckAt: Range | null = null;
  failure: Failure | null = null;
  error: Value = undefinedValue;
  /** The cors package was told no, and nothing says that the answer differs by Origin. */
  steppedBackAt: Range | null = null;
  readonly closedWithout: ClosedWithout[] = [];
  readonly cookies: AppCookie[] = [];
  /** What the current handler did last: passed on, ended, failed; null when nothing yet. */
  outcome: 'next' | 'ended' | 'failed' | null = null;
  /** What an unknown Access-Control-Allow-Origin is taken to say; null where it stays unknown. */
  readonly meantOrigin: string | null;

  constructor({ origin, meant }: Pick<PolicyRequest, 'origin' | 'meant'>) {
    this.meantOrigin = meant ? origin : null;
  }

  /** `site` is the code that writes, where the value stands elsewhere. */
  set(name: string, value: Value, range: Range | null, remove: Range | null, site = range): void {
    // Who takes back what was said about the Origin says something about CORS as well.
    if (site && /^vary$/i.test(name) && this.lines.some((line) => /^vary$/i.test(line.name)))
      this.touched.push(site);
    this.remove(name, range);
    this.unknown = this.unknown.filter(({ about }) => about.toLowerCase() !== name.toLowerCase());
    this.add(name, value, range, remove, site);
  }

  add(name: string, value: Value, range: Range | null, remove: Range | null, site = range): void {
    if (site && !this.byPackage && /^access-control-/i.test(name)) this.touched.push(site);
    for (const item of value.type === 'list' ? value.items : [value]) {
      const shown = toText(item) ?? this.#meantFor(name);
      if (shown === null) {
        const why = item.type === 'unknown' ? item.why : 'a computed value';
        this.unknown.push({ about: name, why, range });
        continue;
      }
      const literal = item.type === 'text' ? (item.literal ?? item.made ?? null) : null;
      const taint = item.type === 'text' ? item.taint : undefined;
      const made = { echoes: taint === 'origin', isConstant: item.type !== 'unknown' && !taint };
      this.lines.push({ name, value: shown, range, remove, literal, ...made });
    }
  }

  #meantFor(name: string): string | null {
    return isAllowOrigin(name) ? this.meantOrigin : null;
  }

  remove(name: string, by: Range | null): void {
    const isIt = (line: Line): boolean => line.name.toLowerCase() === name.toLowerCase();
    for (const { name: lostName, value, range } of this.lines.filter(isIt)) {
      this.lost.push({ name: lostName, value, range, lostAt: by, how: 'overwritten' });
    }
    this.lines = this.lines.filter((line) => !isIt(line));
  }

  vary(name: string, range: Range | null): void {
    const at = this.lines.findIndex((line) => line.name.toLowerCase() === 'vary');
    const line = this.lines[at];
    if (!line) {
      this.add('Vary', text(name), range, null);
      return;
    }
    const listed = line.value.split(',').map((one) => one.trim().toLowerCase());
    if (listed.includes('*') || listed.includes(name.toLowerCase())) return;
    this.lines[at] = { ...line, value: `${line.value}, ${name}` };
  }

  /** Express hands the error on to its handlers, and answers itself where none does. */
  fail(by: Failure['by'], range: Range | null, error: Value): void {
    this.outcome = 'failed';
    this.error = error;
    this.failure ??= range && { by, range };
  }

  /** Nothing is written, not even that the answer differs by Origin, unless that was said before. */
  stepBack(range: Range): void {
    const says = this.lines.some(({ name, value }) => /^vary$/i.test(name) && /\borigin\b|\*/i.test(value));
    if (!says) this.steppedBackAt = range;
    this.outcome = 'next';
  }

  /** The request hangs: no answer leaves the server, so that nothing of it can be told. */
  neverAnswers(range: Range): void {
    this.stuckAt = range;
    this.markAllUnknown('a request that is never answered', range);
  }

  /** Where the origin that is allowed comes from an environment variable alone. */
  noteVariable(origin: Value, range: Range | null, how: ClosedWithout['how']): void {
    if (origin.type !== 'unknown' || origin.variable === undefined || !range) return;
    this.closedWithout.push({ variable: origin.variable, range, how });
  }

  /** Everything but `known`, which was written before. */
  markAllUnknown(why: string, range: Range | null, known?: string): void {
    for (const about of corsHeaders) if (about !== known) this.unknown.push({ about, why, range });
  }
}

/** The header that decides. */
export function isAllowOrigin(name: string): boolean {
  return name.toLowerCase() === 'access-control-allow-origin';
}

const corsHeaders = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Vary',
  'status',
];

/** Headers that a preflight never carries. */
const neverInPreflights =
  /^(?:authorization|cookie|x-api-key|x-csrf-token|x-xsrf-token|x-auth-token|x-access-token)$/;
const always = /^access-control-request-/;

/** The value of a request header, as `req.headers[name]`. */
export function requestHeader(request: PolicyRequest, name: string): Value {
  if (name === 'origin') return request.origin === null ? undefinedValue : text(request.origin, 'origin');
  const given = headerOf(request, name);
  if (given !== null) return text(given);
  if (always.test(name)) return undefinedValue;
  if (request.method === 'OPTIONS' && neverInPreflights.test(name))
    return { type: 'undefined', ofRequest: true };
  return unknown(`the request header ${name}`, `request header ${name}`);
}

/** Node takes `Referrer` for `Referer`, as Express does. */
function headerOf({ headers }: PolicyRequest, name: string): string | null {
  const wanted = name === 'referrer' ? 'referer' : name;
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1] ?? null;
}

export function requestHost(request: PolicyRequest): HostValue {
  const headers = host('headers', (name) => requestHeader(request, name));
  const asked = headerOf(request, 'host');
  const read = native('header', ([name]) =>
    requestHeader(request, (name && toText(name.value))?.toLowerCase() ?? ''),
  );
  return host('request', (name) => {
    switch (name) {
      case 'method':
        return { type: 'text', value: request.method, isMethod: true };
      case 'headers':
        return headers;
      case 'get':
      case 'header':
        return read;
      // Who says which host was asked asks by https.
      case 'protocol':
        return asked === null ? unknown(`'protocol' of the request`, 'request.protocol') : text('https');
      case 'hostname':
        return asked === null
          ? unknown(`'hostname' of the request`, 'request.hostname')
          : text(asked.replace(/:\d+$/, ''));
      case 'xhr':
        return bool(false);
      default:
        return unknown(`'${name}' of the request`, `request.${name}`);
    }
  });
}
