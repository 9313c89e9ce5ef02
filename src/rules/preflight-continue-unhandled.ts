import { allowedCaller } from '../policy/caller.ts';
import { tryCall } from '../policy/tryCall.ts';
import type { Policy } from '../policy/types.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import { truth, type App } from '../stacks/express/values.ts';
import { removeEntry } from '../policy/entries.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const preflightContinueUnhandled: Rule = {
  meta: {
    id: 'preflight-continue-unhandled',
    title: 'The cors package passes preflights on, and nothing behind it answers them',
    class: 'fragile',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    mayFollow: true,
    messages: {
      lost: 'PUT from {origin} is blocked where no route stands: its preflight is passed on and gets a 404.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    if (!reading || !reading.apps.every(isKnown)) return;
    for (const { options } of reading.corsCalls) {
      if (options?.value.type !== 'object') continue;
      const goesOn = options.value.properties.get('preflightContinue');
      const origin = goesOn && truth(goesOn.value) === true && lostFor(reading.policies);
      if (!goesOn?.range || !origin) continue;
      const edit = removeEntry(context.text, goesOn.range);
      context.report({
        range: firstLine(context.text, goesOn.range),
        messageId: 'lost',
        data: { origin },
        fixes: edit ? [{ title: 'Let cors answer preflights', safety: 'safe', edits: [edit] }] : [],
      });
    }
  },
};

/** Nothing in the app comes from elsewhere, and nothing is there for OPTIONS. */
function isKnown({ layers }: App): boolean {
  return layers.every(
    ({ kind, method, handlers }) =>
      handlers.every(({ value }) => value.type !== 'unknown') &&
      (kind === 'use' || (method !== 'OPTIONS' && method !== null)),
  );
}

/** An origin that is allowed, and whose preflight for a path that no route has fails all the same. */
function lostFor(policies: ExpressReading['policies']): string | null {
  for (const policy of policies.filter(isOfApp)) {
    const caller = allowedCaller([policy], policy, 'PUT');
    if (!caller) continue;
    const { answer, origin } = caller;
    const handler = { does: 'answer', status: 404, madeBy: 'app' } as const;
    const { verdict, unknown } = tryCall(answer, { origin, method: 'PUT', handler });
    if (!unknown && verdict.cause?.kind === 'preflight-status') return caller.name;
  }
  return null;
}

/** Who answers behind a router is in another file. */
function isOfApp({ label }: Policy): boolean {
  return label.startsWith('the app');
}
