import type { Answering } from '../policy/answering.ts';
import { isUnknown } from '../policy/respond.ts';
import type { Handler, PolicyResponse } from '../policy/types.ts';
import type { ObservedAnswer } from './observed.ts';

/** How what a file answers stands to what came over the wire. */
export interface Agreement {
  readonly response: PolicyResponse;
  /** Lines that both have. */
  readonly same: number;
  /** Lines that the file sends and that did not come. */
  readonly other: number;
  /** Lines that came and about which the file leaves open what it sends. */
  readonly open: number;
  /** Lines that came and that the file does not send. */
  readonly missing: number;
  readonly status: 'same' | 'other' | 'unknown';
}

/** The answer of the place to the test's own request, with the handler behind it that fits best what came. */
export function agreementOf(place: Answering, observed: ObservedAnswer): Agreement {
  const found = handlersFor(observed).map((handler) =>
    agreement(place.answer({ ...observed.request, handler }), observed),
  );
  return found.reduce((best, next) => (rankOf(next) > rankOf(best) ? next : best));
}

/** What may stand behind the place: an application that answers so, the server's own page, a failure. */
function handlersFor({ status, preflight }: ObservedAnswer): readonly [Handler, ...Handler[]] {
  const plain: Handler = { does: 'answer', status, madeBy: 'app' };
  const own: Handler[] = status >= 400 ? [{ does: 'answer', status, madeBy: 'server' }] : [];
  const failing: Handler[] = status >= 500 ? [{ does: 'throw' }] : [];
  const usual: Handler[] = preflight && status >= 400 ? [{ does: 'answer', status: 200, madeBy: 'app' }] : [];
  return [plain, ...own, ...failing, ...usual];
}

function rankOf({ same, open, other, missing, status }: Agreement): number {
  return same + open / 2 - 2 * other - missing + (status === 'same' ? 0.5 : 0);
}

function agreement(response: PolicyResponse, { headers, status }: ObservedAnswer): Agreement {
  const came = linesIn(headers);
  const said = linesIn(response.headers.map(({ name, value }) => [name, value] as const)).filter(
    ({ name }) => !isUnknown(response, name),
  );
  const left = [...came];
  let same = 0;
  for (const line of said) {
    const index = left.findIndex(({ name, value }) => name === line.name && value === line.value);
    if (index < 0) continue;
    left.splice(index, 1);
    same++;
  }
  return {
    response,
    same,
    other: said.length - same,
    open: came.filter(({ name }) => isUnknown(response, name)).length,
    missing: left.filter(({ name }) => !isUnknown(response, name)).length,
    status: isUnknown(response, 'status') ? 'unknown' : response.status === status ? 'same' : 'other',
  };
}

function isCors(name: string): boolean {
  return /^access-control-/i.test(name);
}

/** CORS lines with the blanks of lists evened out, which say nothing. */
function linesIn(headers: readonly (readonly [string, string])[]): { name: string; value: string }[] {
  return headers
    .filter(([name]) => isCors(name))
    .map(([name, value]) => ({ name: name.toLowerCase(), value: evened(value) }));
}

export function evened(value: string): string {
  return value.trim().replace(/\s*,\s*/g, ', ');
}
