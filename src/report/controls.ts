import { get } from '../cors/headerList.ts';
import type { ControlExchange, ControlKind, ProbeExchange, ProbeResult } from '../probe/types.ts';
import { loginTarget } from './hiddenProblem.ts';
import type { ControlRequest, ControlsReport } from './types.ts';

/** What the controls showed; null when none went out. */
export function controlsOf(result: ProbeResult): ControlsReport | null {
  const { controls } = result;
  if (controls.length === 0) return null;
  const origins = originsOf(result);
  const options = optionsOf(result);
  const auth = authOf(result);
  const findings = [originsText(origins, result), optionsText(options, result), authText(auth)];
  return {
    requests: controls.map(requestOf),
    origins,
    options,
    auth,
    findings: findings.filter((finding) => finding !== null),
  };
}

function requestOf({ kind, exchange }: ControlExchange): ControlRequest {
  const headers = exchange.answer.response?.headers ?? [];
  return {
    kind,
    method: exchange.send.method,
    url: exchange.send.url,
    origin: exchange.send.origin,
    status: exchange.answer.response?.status ?? null,
    allowOrigin: get(headers, 'access-control-allow-origin'),
    vary: get(headers, 'vary'),
  };
}

function control({ controls }: ProbeResult, kind: ControlKind): ProbeExchange | null {
  return controls.find((control) => control.kind === kind)?.exchange ?? null;
}

function allowOriginOf({ answer }: ProbeExchange): string | null {
  return get(answer.response?.headers ?? [], 'access-control-allow-origin');
}

/** The exchange of the test that the control repeats. */
function repeated({ sent }: ProbeResult, { send }: ProbeExchange): ProbeExchange | null {
  return (
    sent.findLast((exchange) => exchange.send.method === send.method && exchange.send.hop === send.hop) ??
    null
  );
}

function originsOf(result: ProbeResult): ControlsReport['origins'] {
  const other = control(result, 'other-origin');
  const base = other === null ? null : repeated(result, other);
  if (other === null || base === null) return 'unknown';
  const [own, theirs] = [allowOriginOf(base), allowOriginOf(other)];
  if (theirs === '*') return 'any';
  if (theirs === other.send.origin) return 'reflected';
  if (theirs === null) return own === null ? 'none' : 'listed';
  return theirs === own ? 'fixed' : 'listed';
}

function originsText(origins: ControlsReport['origins'], result: ProbeResult): string | null {
  switch (origins) {
    case 'reflected':
      return 'An origin that nobody knows was let in too: the server repeats whatever Origin it gets.';
    case 'any':
      return 'An origin that nobody knows was answered with “*”: everyone is let in.';
    case 'listed': {
      const other = control(result, 'other-origin');
      const base = other === null ? null : repeated(result, other);
      const isListed = base !== null && allowOriginOf(base) === base.send.origin;
      return isListed
        ? `An origin that nobody knows was not let in: the server keeps a list, and ${base.send.origin ?? ''} is on it.`
        : `An origin that nobody knows gets another answer: the server tells origins apart, and does not let ${result.request.origin} in.`;
    }
    case 'fixed':
      return 'Another origin gets the same Access-Control-Allow-Origin: the server sends one fixed value to everyone.';
    case 'none':
    case 'unknown':
      return null;
  }
}

/** Status and CORS headers, for comparing two answers to OPTIONS. */
function optionsAnswer({ answer }: ProbeExchange): string {
  const { status, headers } = answer.response ?? { status: 0, headers: [] };
  const names = [
    'access-control-allow-origin',
    'access-control-allow-methods',
    'access-control-allow-headers',
  ];
  return JSON.stringify([status, ...names.map((name) => get(headers, name))]);
}

function optionsOf(result: ProbeResult): ControlsReport['options'] {
  const random = control(result, 'random-path');
  const own = result.sent.findLast(({ send }) => send.preflight);
  if (random === null || own === undefined) return 'unknown';
  return optionsAnswer(random) === optionsAnswer(own) ? 'every-path' : 'this-path';
}

function optionsText(options: ControlsReport['options'], result: ProbeResult): string | null {
  if (options === 'unknown') return null;
  const failed = result.verdict.cause?.step === 'preflight';
  const random = control(result, 'random-path');
  const passes = random !== null && allowOriginOf(random) !== null;
  if (options === 'every-path') {
    if (!failed) {
      return 'OPTIONS on a path that does not exist passes too: one handler answers OPTIONS for every path, whether its route exists or not.';
    }
    return passes
      ? 'OPTIONS on a path that does not exist gets the same answer: these CORS settings hold for every path.'
      : 'OPTIONS on a path that does not exist gets the same answer: no CORS handler answers OPTIONS for this server.';
  }
  if (!failed)
    return 'OPTIONS on a path that does not exist gets another answer: the CORS settings belong to this path.';
  return passes
    ? 'OPTIONS on a path that does not exist gets CORS headers: a CORS handler is there, and something in front of it answers OPTIONS on this path.'
    : 'OPTIONS on a path that does not exist gets another answer: something on this path answers OPTIONS itself.';
}

function authOf(result: ProbeResult): ControlsReport['auth'] {
  const own = result.sent.findLast(({ send }) => send.preflight);
  const status = own?.answer.response?.status;
  if (own === undefined || status === undefined) return 'unknown';
  if (result.verdict.cause?.step !== 'preflight' || (status >= 200 && status <= 299)) return 'no';
  const withCredentials = control(result, 'with-credentials');
  if (withCredentials !== null) {
    const answered = withCredentials.answer.response?.status ?? 0;
    return answered >= 200 && answered <= 299 ? 'proved' : 'no';
  }
  return status === 401 || loginTarget([own]) !== null ? 'likely' : 'unknown';
}

function authText(auth: ControlsReport['auth']): string | null {
  switch (auth) {
    case 'proved':
      return 'With Authorization or cookies the same OPTIONS passes: authentication stands in front of CORS, and no browser sends either with a preflight.';
    case 'likely':
      return 'OPTIONS is asked to log in: authentication stands in front of CORS, and browsers send no login with a preflight.';
    case 'no':
    case 'unknown':
      return null;
  }
}
