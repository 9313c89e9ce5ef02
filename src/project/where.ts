import type { Answering, Target } from '../policy/answering.ts';
import type { Range } from '../policy/range.ts';
import { requestFrom } from '../policy/grant.ts';
import { isUnknown, linesOf } from '../policy/respond.ts';
import type { LossReason, LostHeader, PolicyResponse, ReadContext, Stack } from '../policy/types.ts';
import { answering, recognise } from '../stacks/registry.ts';
import { agreementOf, evened, type Agreement } from './agreement.ts';
import { portsIn } from './listens.ts';
import type { Observed, ObservedAnswer } from './observed.ts';
import type { Versions } from './versions.ts';

/** A file of the workspace. */
export interface SourceText {
  /** With `/` as separator, relative to the workspace. */
  readonly path: string;
  readonly text: string;
  readonly stack?: Stack;
  readonly versions?: Versions;
  readonly resolve?: ReadContext['resolve'];
}

/** What surrounds a file, for whoever reads it. */
export function contextOf({ path, versions, resolve }: SourceText): ReadContext {
  return { path, ...(versions && { versions }), ...(resolve && { resolve }) };
}

export type Why =
  /** This text sends the header that decided. */
  | 'sets'
  /** This text keeps the header from being sent. */
  | 'loses'
  /** This sends the header with other answers, and not with the one to OPTIONS. */
  | 'not-for-options'
  /** This is what answers OPTIONS, before CORS has a say. */
  | 'answers-options'
  /** Nothing in the file sends the header; it would have to be sent from here. */
  | 'belongs';

/** A stretch of a file that a test's outcome comes from. */
export interface Place {
  readonly path: string;
  readonly stack: Stack;
  readonly range: Range;
  readonly why: Why;
  /** The header that it is about. */
  readonly header: string;
  /** What the text makes of the header; null where it makes none. */
  readonly value: string | null;
  readonly lost: LossReason | null;
  /** Higher is surer; 8 and more is sure: the file answers as the server did. */
  readonly score: number;
  /** The place in the file that takes the request. */
  readonly answering: Answering;
}

const sure = 8;
const partOfMany = 3;
/** A file that says nothing about CORS is worth a look only where something else in it fits. */
const likelyEnough = 1.5;
/** The file that holds the text itself says more. */
const elsewhere = 3;

/** The stack of a file that may answer requests, also of one that says nothing about CORS; null for any other file. */
export function serverIn(path: string, text: string): Stack | null {
  const kind = recognise(path, text);
  if (kind !== null && kind !== 'client') return kind;
  if (/\.[cm]?[jt]sx?$/i.test(path)) return /['"]express['"]/.test(text) ? 'express' : null;
  if (/\.pyw?$/i.test(path)) return /\bFastAPI\s*\(/.test(text) ? 'fastapi' : null;
  return /^\s*(?:server|location\b[^{};]*)\s*\{/m.test(text) ? 'nginx' : null;
}

/**
 * The places of one file that the outcome of a test comes from: the policy is given the test's own requests, and what it answers is
 * compared with what came. Never throws, for any text.
 */
export function placesIn(file: SourceText, observed: Observed): readonly Place[] {
  const { path, text } = file;
  const stack = file.stack ?? serverIn(path, text);
  if (stack === null || !URL.canParse(observed.url)) return [];
  const target = targetOf(observed);
  const guess = observed.stack === stack ? 1 : 0;
  const ports = portFit(portsIn(text), target);
  const bonus = ({ fit }: Answering): number => guess + ports + (fit >= 2 ? 2 : fit / 2);
  return answering(stack, text, contextOf(file), target).flatMap((place) =>
    placesOf(place, observed).map((found): Place => {
      const isElsewhere = found.range.start > text.length;
      const range = isElsewhere ? (place.placeOf?.(found.range) ?? place.range) : found.range;
      const score = found.score + bonus(place) - (isElsewhere ? elsewhere : 0);
      return { ...found, range, path, stack, answering: place, score };
    }),
  );
}

/** The likeliest first, each line once. Where nothing is sure, only the few that are as likely as the best. */
export function ranked(places: readonly Place[]): readonly Place[] {
  const ordered = [...places].sort((a, b) => b.score - a.score || a.range.start - b.range.start);
  const likely = ordered.filter(({ why, score }) => why !== 'belongs' || score >= likelyEnough);
  const best = likely[0]?.score ?? 0;
  const near = likely.filter(({ score }) => score >= (best >= sure ? Math.max(sure, best - 2) : best - 0.5));
  const seen = new Set<string>();
  const distinct = near.filter(({ path, range }) => {
    const key = `${path}:${range.start}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
  return distinct.slice(0, best >= sure ? 5 : 3);
}

/** For or against a file, by the ports that it says it listens on. */
function portFit(ports: readonly number[], { host, port }: Target): number {
  if (ports.includes(port)) return 1.5;
  return ports.length > 0 && isLoopback(host) ? -1 : 0;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** Who is asked, and for what. */
export function targetOf({ url, request: { method } }: Observed): Target {
  const { hostname, port, protocol, pathname } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.toLowerCase(), port: port === '' ? usual : Number(port), path: pathname, method };
}

type Found = Pick<Place, 'range' | 'why' | 'header' | 'value' | 'lost' | 'score'>;

function placesOf(place: Answering, observed: Observed): readonly Found[] {
  const { answers, deciding, header, readable } = observed;
  const answer = answers[deciding];
  const agreements = answers.map((one) => agreementOf(place, one));
  const agreement = agreements[deciding];
  if (answer === undefined || agreement === undefined) return [];
  const certainty = certaintyOf(agreement, agreements);
  if (certainty < 0) return [];
  const { response } = agreement;
  const values = valuesIn(answer, header);
  if (values.length > 0) {
    const setting = sendersOf(response, header).filter(
      ({ value }) => value === null || values.includes(evened(value)),
    );
    // Of a header that came more than once, each sender explains its own line and no other.
    const score = certainty + (setting.length < values.length ? partOfMany : 0);
    return setting.map((sender) => foundOf(sender, 'sets', score, place));
  }
  if (readable) return [];
  const losing = response.lost.filter(({ name }) => name.toLowerCase() === header.toLowerCase());
  if (losing.length > 0) return losing.map((line) => foundOf(line, 'loses', certainty + 0.5, place));
  if (answer.preflight && agreement.same === 0) {
    const layer = place.policy?.facts.outside[0];
    if (layer !== undefined && (answer.status < 200 || answer.status > 299)) {
      return [{ ...nothing(header), range: layer.range, why: 'answers-options', score: certainty + 0.5 }];
    }
    const [sender] = sendersOf(mainResponse(place, observed, answer), header);
    if (sender?.range) return [foundOf(sender, 'not-for-options', certainty + 0.5, place)];
  }
  const range = siteOf(place, response, agreements);
  return [{ ...nothing(header), range, why: 'belongs', score: certainty }];
}

/** What the place would answer to the request that the preflight asks leave for. */
function mainResponse(place: Answering, observed: Observed, { request }: ObservedAnswer): PolicyResponse {
  return place.answer(requestFrom(request.origin, { method: observed.request.method }));
}

/** 7 when every answer is the wire's, line by line; less where lines or a status differ; below 0 for a file that answers otherwise. */
function certaintyOf(agreement: Agreement, all: readonly Agreement[]): number {
  const sum = (count: (one: Agreement) => number): number =>
    all.reduce((total, one) => total + count(one), 0);
  const shared = sum(({ same, open }) => same + open / 2);
  const missing = sum((one) => one.missing);
  if (sum(({ other }) => other) > 0) return agreement.other === 0 && agreement.same > 0 ? 3 : -1;
  if (shared === 0) return missing > 0 ? -1 : 1;
  const status = all.every((one) => one.status !== 'other') ? 1 : 0;
  return (missing === 0 ? 5 : 3) + (shared >= 1 ? 1 : 0) + status;
}

/** What sends a header: a line of the answer, or a text of which the file does not tell the value. */
interface Sender {
  readonly name: string;
  readonly value: string | null;
  readonly range: Range | null;
}

function sendersOf(response: PolicyResponse, header: string): readonly Sender[] {
  if (!isUnknown(response, header)) return linesOf(response, header);
  const parts = response.unknown.filter(({ about }) => about.toLowerCase() === header.toLowerCase());
  return parts.flatMap(({ range }) => (range === null ? [] : [{ name: header, value: null, range }]));
}

function foundOf(sender: Sender | LostHeader, why: Why, score: number, place: Answering): Found {
  const lost = 'how' in sender ? sender : null;
  return {
    range: lost?.lostAt ?? sender.range ?? place.policy?.range ?? place.range,
    why,
    header: sender.name,
    value: sender.value,
    lost: lost?.how ?? null,
    score,
  };
}

function nothing(header: string): Pick<Found, 'header' | 'value' | 'lost'> {
  return { header, value: null, lost: null };
}

/** Where the CORS headers of this place are written, else the place itself. */
function siteOf(place: Answering, own: PolicyResponse, agreements: readonly Agreement[]): Range {
  for (const { headers } of [own, ...agreements.map(({ response }) => response)]) {
    const line = headers.find(({ name, range }) => range !== null && /^access-control-/i.test(name));
    if (line?.range) return line.range;
  }
  return place.range;
}

function valuesIn({ headers }: ObservedAnswer, wanted: string): readonly string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === wanted.toLowerCase())
    .map(([, value]) => evened(value));
}
