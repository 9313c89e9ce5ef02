import { corsCheck } from '../cors/corsCheck.ts';
import { requestFrom } from '../policy/grant.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { headerList, isUnknown, linesOf, respond } from '../policy/respond.ts';
import type { AnsweredHeader, Policy, PolicyResponse } from '../policy/types.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import { handlerOf } from '../stacks/nginx/run.ts';
import type { StackReading } from '../stacks/registry.ts';
import { firstLine } from './lib/expressApp.ts';
import { callersOf, pageAt, type Caller } from '../policy/caller.ts';
import { preflightOf } from './lib/headerLines.ts';
import type { Range, Report, Rule } from './types.ts';

const allowOrigin = 'Access-Control-Allow-Origin';
const allowCredentials = 'Access-Control-Allow-Credentials';
const exposeHeaders = 'Access-Control-Expose-Headers';

/** Fetch standard, "CORS check": it is made for the preflight, and for the answer itself once more. */
export const acaoOnlyOnPreflight: Rule = {
  meta: {
    id: 'acao-only-on-preflight',
    title: 'A CORS header is only on the answer to the preflight, and not on the one that follows',
    class: 'broken',
    stacks: ['express', 'nginx'],
    since: '0.1.0',
    fix: null,
    mayFollow: true,
    messages: {
      origin:
        '{origin} is blocked: only preflights (OPTIONS) get this header, and the answers that follow do not.',
      cookies: 'Requests with cookies from {origin} are blocked: only preflights (OPTIONS) get this header.',
      expose:
        'This says nothing: only preflights (OPTIONS) get it, and browsers look for it on the answer itself.',
    },
  },
  check(context) {
    const { reading, text } = context;
    for (const policy of reading.policies) {
      for (const caller of preflightCallers(policy)) {
        const found = missing(reading, policy, caller);
        if (!found || reading.policies.some((one) => isAnswered(one, found.range))) continue;
        context.report({ ...found, range: firstLine(text, found.range) });
        break;
      }
    }
  },
};

/** Whether the line is also sent with answers; then it is another layer that leaves it out. */
function isAnswered(policy: Policy, { start }: Range): boolean {
  return callersOf(policy).some((caller) =>
    respond(caller, requestFrom(caller.origin)).headers.some(({ range }) => range?.start === start),
  );
}

/** Pages that the preflight lets in. */
function preflightCallers(policy: Policy): readonly Caller[] {
  const any = 'https://app.example.com';
  const sent = linesOf(respond(policy, preflightOf(any)), allowOrigin).map(({ value }) => value);
  const others = [...sent.filter(isBrowserOrigin), any];
  return [...callersOf(policy), ...others.map((origin) => pageAt(policy, origin))];
}

function missing(reading: StackReading, policy: Policy, caller: Caller): Report | null {
  const { origin, name } = caller;
  const preflight = respond(caller, preflightOf(origin));
  const actual = respond(caller, requestFrom(origin));
  const known = [allowOrigin, allowCredentials, exposeHeaders, 'status'].every(
    (header) => !isUnknown(preflight, header) && !isUnknown(actual, header),
  );
  if (!known || preflight.status > 299 || !passes(preflight, origin, false)) return null;
  if (linesOf(actual, allowOrigin).length === 0)
    return isWholeAnswer(reading, policy)
      ? at(linesOf(preflight, allowOrigin)[0], 'origin', { origin: name })
      : null;
  if (!passes(actual, origin, false) || (reading.stack === 'nginx' && !isWholeAnswer(reading, policy)))
    return null;
  if (passes(preflight, origin, true) && linesOf(actual, allowCredentials).length === 0)
    return at(linesOf(preflight, allowCredentials)[0], 'cookies', { origin: name });
  if (linesOf(actual, exposeHeaders).length > 0) return null;
  const exposed = at(linesOf(preflight, exposeHeaders)[0], 'expose', {});
  return exposed && { ...exposed, class: 'hygiene' };
}

function passes(response: PolicyResponse, origin: string, credentials: boolean): boolean {
  return corsCheck(headerList(response), origin, credentials) === null;
}

function at(
  line: AnsweredHeader | undefined,
  messageId: string,
  data: Readonly<Record<string, string>>,
): Report | null {
  return line?.range ? { range: line.range, messageId, data } : null;
}

/** False where what stands behind the policy, and is not in the file, may add the header. */
function isWholeAnswer(reading: StackReading, policy: Policy): boolean {
  if (reading.stack === 'express') return isWholeApp(reading, policy);
  if (reading.stack !== 'nginx') return false;
  const level = reading.policies.find((one) => one === policy)?.level;
  return level !== undefined && handlerOf(level) === null && level.tryFiles === null;
}

/** An app that says nothing about CORS elsewhere, and mounts nothing from other files that could. */
function isWholeApp({ apps, policies, routes }: ExpressReading, policy: Policy): boolean {
  if (!policy.label.startsWith('the app')) return false;
  const origin = 'https://app.example.com';
  const elsewhere = [...policies, ...routes].some((place) => {
    const response = place.answer(requestFrom(origin));
    return linesOf(response, allowOrigin).length > 0 || isUnknown(response, allowOrigin);
  });
  const handlers = apps.flatMap(({ layers }) => layers.flatMap((layer) => layer.handlers));
  return !elsewhere && handlers.every(({ value }) => value.type !== 'unknown' || value.foreign === true);
}
