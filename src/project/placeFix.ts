import { next } from '../cors/judge.ts';
import type { Answer, HeaderLine, Send, Verdict } from '../cors/types.ts';
import type { Answering } from '../policy/answering.ts';
import { applyEdits, type TextEdit } from '../policy/range.ts';
import { isUnknown } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import { lint } from '../rules/lint.ts';
import type { Finding } from '../rules/types.ts';
import { change } from '../stacks/change.ts';
import { answering, read } from '../stacks/registry.ts';
import { newPolicy } from './newPolicy.ts';
import type { Observed } from './observed.ts';
import { wantedOf } from './wanted.ts';
import { contextOf, targetOf, type Place, type SourceText } from './where.ts';

/** A change of one file after which the page may read the answer. */
export interface PlaceFix {
  /** Such as “Allow PUT”. */
  readonly title: string;
  /** On the text that was given. */
  readonly edits: readonly TextEdit[];
}

/**
 * The smallest change at `place` after which the file lets the page in, as the judge says of the answers that the changed file gives.
 * Null when none is known.
 */
export function fixFor(file: SourceText, place: Place, observed: Observed): PlaceFix | null {
  const { text } = file;
  if (verdictOf(file, text, place, observed)?.outcome !== 'blocked') return null;
  const works = ({ edits }: PlaceFix): boolean =>
    edits.every(({ end }) => end <= text.length) &&
    verdictOf(file, applyEdits(text, edits), place, observed)?.outcome === 'readable';
  for (const candidates of [listFixes, policyFixes, ruleFixes, constantFixes, newFixes]) {
    const fix = candidates(file, place, observed).find(works);
    if (fix !== undefined) return fix;
  }
  return null;
}

/** What a browser makes of the answers that the file gives in this text; null where the place is gone. */
function verdictOf(file: SourceText, text: string, place: Place, observed: Observed): Verdict | null {
  const all = answering(place.stack, text, contextOf(file), targetOf(observed));
  const same = all.find(({ label }) => label === place.answering.label) ?? all[0];
  if (same === undefined) return null;
  const request = { ...observed.request, url: observed.url };
  const answers: Answer[] = [];
  for (let i = 0; i < mostAnswers; i++) {
    const { send, done } = next({ request, answers });
    if (done !== null) return done;
    if (send.url !== observed.url) return null;
    answers.push(answerTo(send, same, observed));
  }
  return null;
}

/** A preflight and the request itself; whatever wants more has left the URL. */
const mostAnswers = 3;

/** As the file answers; what it leaves open is as it came over the wire, if need be with the other answer. */
function answerTo(send: Send, place: Answering, observed: Observed): Answer {
  const seen = observed.answers.find(({ preflight }) => preflight === send.preflight);
  const { method, origin, headers, credentials, url, preflight } = send;
  const handler = { does: 'answer', status: seen?.status ?? 200, madeBy: 'app' } as const;
  const response = place.answer({ method, origin, headers, cookies: credentials, handler });
  const kept = ((seen ?? observed.answers[0])?.headers ?? []).filter(([name]) => isUnknown(response, name));
  const lines = response.headers
    .filter(({ name }) => !isUnknown(response, name))
    .map(({ name, value }): HeaderLine => [name, value]);
  return { url, preflight, status: response.status, headers: [...lines, ...kept] };
}

/** The policies of the file, the nearest first, each with what it lacks for the page. */
function policyFixes(file: SourceText, place: Place, { request }: Observed): readonly PlaceFix[] {
  const { text } = file;
  const context = contextOf(file);
  const distance = ({ range }: Policy): number => Math.abs(range.start - place.range.start);
  const policies = [...read(place.stack, text, context).policies].sort((a, b) => distance(a) - distance(b));
  return policies.slice(0, mostPolicies).flatMap((policy) => {
    const wanted = wantedOf(policy, request);
    const edits = wanted && change(text, context, policy, wanted.spec);
    return edits && edits.length > 0 ? [{ title: `Allow ${wanted.what.join(' and ')}`, edits }] : [];
  });
}

const mostPolicies = 4;

/** One more entry in a list that stands in the file as it is sent, or as an array of strings. */
function listFixes(
  { text }: SourceText,
  { range, header, value, why }: Place,
  { request }: Observed,
): readonly PlaceFix[] {
  if (why !== 'sets' || value === null) return [];
  const wanted = missingFrom(header, value, request);
  if (wanted.length === 0) return [];
  const source = text.slice(range.start, range.end);
  const insert = (at: number, added: string): PlaceFix => ({
    title: `Allow ${wanted.join(', ')}`,
    edits: [{ start: range.start + at, end: range.start + at, text: added }],
  });
  // First: an array of one string holds the value to the letter, too.
  const array = /^\[[^]*?(['"`])[\w-]+\1(?=\s*,?\s*\]$)/.exec(source);
  if (array) {
    const [, quote = "'"] = array;
    return [insert(array[0].length, wanted.map((name) => `, ${quote}${name}${quote}`).join(''))];
  }
  const at = source.indexOf(value);
  return value !== '' && at >= 0 ? [insert(at + value.length, `, ${wanted.join(', ')}`)] : [];
}

/** What the page sends and the list does not name. */
function missingFrom(
  header: string,
  value: string,
  { method, headers }: Observed['request'],
): readonly string[] {
  const listed = value.split(',').map((one) => one.trim().toLowerCase());
  switch (header.toLowerCase()) {
    case 'access-control-allow-methods':
      return listed.includes(method.toLowerCase()) ? [] : [method];
    case 'access-control-allow-headers':
      return headers.map(([name]) => name).filter((name) => !listed.includes(name.toLowerCase()));
    default:
      return [];
  }
}

/** Of the rules: what they find at the place, or what they change there. */
function ruleFixes(file: SourceText, place: Place): readonly PlaceFix[] {
  const { text } = file;
  const findings = lint({ text, stack: place.stack }, contextOf(file));
  const start = text.lastIndexOf('\n', place.range.start - 1) + 1;
  const lineEnd = text.indexOf('\n', place.range.end);
  const line = { start, end: lineEnd < 0 ? text.length : lineEnd };
  const touches = (range: { readonly start: number; readonly end: number }): boolean =>
    range.start <= line.end && line.start <= range.end;
  const concerns = ({ range, fixes }: Finding): boolean =>
    touches(range) || fixes.some(({ edits }) => edits.some(touches));
  const fixes = findings.filter(concerns).flatMap((finding) => finding.fixes);
  return [
    ...fixes.filter(({ safety }) => safety === 'safe'),
    ...fixes.filter(({ safety }) => safety === 'unsafe'),
  ];
}

/** CORS headers for an app or a location that sends none. */
function newFixes(
  file: SourceText,
  { stack, answering: { range }, why }: Place,
  { request }: Observed,
): readonly PlaceFix[] {
  const edits =
    why === 'belongs' || why === 'not-for-options' ? newPolicy(stack, file, range, request) : null;
  return edits === null ? [] : [{ title: `Add CORS headers for ${request.origin}`, edits }];
}

/** Another origin in place of the one that the file sends to everybody. */
function constantFixes(
  { text }: SourceText,
  { range, header, value, why }: Place,
  { request }: Observed,
): readonly PlaceFix[] {
  if (why !== 'sets' || value === null || header.toLowerCase() !== 'access-control-allow-origin') return [];
  const at = text.slice(range.start, range.end).indexOf(value);
  if (at < 0 || request.origin === 'null') return [];
  const start = range.start + at;
  const edits = [{ start, end: start + value.length, text: request.origin }];
  return [{ title: `Allow ${request.origin} instead of ${value}`, edits }];
}
