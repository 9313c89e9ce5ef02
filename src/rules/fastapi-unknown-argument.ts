import type { Fault } from '../stacks/fastapi/settings.ts';
import { parameters } from '../stacks/fastapi/options.ts';
import type { Install } from '../stacks/fastapi/read.ts';
import { installsIn } from './lib/fastapi.ts';
import type { Fix, Rule } from './types.ts';

/** The middleware is made with the first request, so the server starts and then fails on each. */
export const fastapiUnknownArgument: Rule = {
  meta: {
    id: 'fastapi-unknown-argument',
    title: 'CORSMiddleware does not take this argument, so every request is answered with a 500',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      name: 'Every request gets a 500: CORSMiddleware takes no argument {name}.',
      value: 'Every request gets a 500: {name} has to be a list.',
    },
  },
  check(context) {
    for (const install of installsIn(context)) {
      const { fault } = install.settings;
      if (!fault) continue;
      context.report({
        range: fault.range,
        messageId: fault.kind === 'unknown-keyword' ? 'name' : 'value',
        data: { name: fault.parameter },
        fixes: rename(install, fault),
      });
    }
  },
};

const aliases: Readonly<Record<string, string>> = {
  origins: 'allow_origins',
  allowed_origins: 'allow_origins',
};

/** Only to a name that is one plural or one word away, and not given yet. */
function rename({ options }: Install, { kind, parameter, range }: Fault): readonly Fix[] {
  if (kind !== 'unknown-keyword') return [];
  const close = parameters.find((name) => name === `${parameter}s` || name === aliases[parameter]);
  const right = close ?? parameters.find((name) => name === `allow_${parameter}` || parameter === `${name}s`);
  if (!right || options.given.has(right)) return [];
  return [{ title: `Rename to ${right}`, safety: 'safe', edits: [{ ...range, text: right }] }];
}
