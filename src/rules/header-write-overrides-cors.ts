import { requestFrom } from '../policy/grant.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import type { AnsweredHeader, LostHeader, Policy, PolicyResponse } from '../policy/types.ts';
import { removeCall } from '../stacks/express/edits.ts';
import { firstLine } from './lib/expressApp.ts';
import { callersOf, pageAt } from '../policy/caller.ts';
import type { Fix, Report, Rule, RuleContext } from './types.ts';

const name = 'Access-Control-Allow-Origin';
const stranger = 'https://evil.test';

/** Node, Express and mod_headers (`Header set`) keep one value for a header: the last that is set. */
export const headerWriteOverridesCors: Rule = {
  meta: {
    id: 'header-write-overrides-cors',
    title: 'A later line replaces the Access-Control-Allow-Origin that was decided before',
    class: 'broken',
    stacks: ['express', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      blocked: '{origin} is blocked: this replaces what allowed it by {value}.',
      open: 'Any site can read this: it replaces the origins that are allowed before.',
    },
  },
  check(context) {
    const { policies } = context.reading;
    for (const policy of policies) {
      const found = replaced(policy);
      if (!found || policies.some((one) => arrives(one, found.lost))) continue;
      reportWrite(context, found);
    }
  },
};

interface Replaced {
  readonly lost: LostHeader;
  readonly line: AnsweredHeader;
  readonly report: Pick<Report, 'messageId' | 'data' | 'class'>;
}

function reportWrite(context: RuleContext, { lost, line, report }: Replaced): void {
  if (!line.range) return;
  context.report({
    ...report,
    range: firstLine(context.text, line.range),
    related: lost.range ? [{ range: firstLine(context.text, lost.range), message: 'This is replaced.' }] : [],
    fixes: withoutWrite(context.text, line),
  });
}

/** A line that is always replaced, by one that decides otherwise about some site. */
function replaced(policy: Policy): Replaced | null {
  const fromStranger = respond(policy, requestFrom(stranger));
  const sent = sentAndLost(fromStranger).map((origin) => pageAt(policy, origin));
  for (const caller of [...callersOf(policy), ...sent]) {
    const { origin } = caller;
    const response = respond(caller, requestFrom(origin));
    const [line, ...more] = linesOf(response, name);
    const lost = overwritten(response).at(-1);
    if (!line || !lost || more.length > 0 || isUnknown(response, name)) continue;
    if (allows(lost, origin) && !allows(line, origin))
      return {
        lost,
        line,
        report: { messageId: 'blocked', data: { origin: caller.name, value: line.value } },
      };
    if (!allows(lost, origin) || isUnknown(fromStranger, name)) continue;
    const [open] = linesOf(fromStranger, name);
    // A line that repeats whatever Origin comes is the business of other rules.
    if (open?.value !== '*' || overwritten(fromStranger).some((one) => allows(one, stranger))) continue;
    return { lost, line: open, report: { messageId: 'open', class: 'fragile' } };
  }
  return null;
}

function overwritten({ lost }: PolicyResponse): readonly LostHeader[] {
  return lost.filter((one) => one.how === 'overwritten' && one.name.toLowerCase() === name.toLowerCase());
}

/** Origins that were sent as they stand. */
function sentAndLost(response: PolicyResponse): readonly string[] {
  return overwritten(response)
    .map(({ value }) => value)
    .filter((value) => value !== stranger && isBrowserOrigin(value));
}

function allows({ value }: AnsweredHeader, origin: string): boolean {
  return value === '*' || value === origin;
}

/** A default that some answers keep is no mistake. */
function arrives(policy: Policy, { range }: LostHeader): boolean {
  const others = [stranger, null].map((origin) => respond(policy, requestFrom(origin)));
  const allowed = callersOf(policy).map((caller) => respond(caller, requestFrom(caller.origin)));
  return [...allowed, ...others].some((response) =>
    linesOf(response, name).some((line) => line.range?.start === range?.start),
  );
}

function withoutWrite(text: string, { writtenBy }: AnsweredHeader): readonly Fix[] {
  if (!writtenBy || !/^[\w$]+\.(?:set|header|setHeader)\(/.test(text.slice(writtenBy.start, writtenBy.end)))
    return [];
  const edit = removeCall(text, writtenBy);
  return edit ? [{ title: 'Take this line out', safety: 'unsafe', edits: [edit] }] : [];
}
