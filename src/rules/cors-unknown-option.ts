import { expressOf } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

/** The options of cors 2.8. */
const known = new Set([
  'origin',
  'methods',
  'allowedHeaders',
  'headers',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'preflightContinue',
  'optionsSuccessStatus',
]);

/** Names that people write instead; compared in lower case. */
const meant: readonly (readonly [RegExp, string])[] = [
  [/^(?:origins|allow(?:ed)?_?origins?|whitelist|domains?)$/, 'origin'],
  [/^(?:allow(?:ed)?_?)?credentials?$|^withcredentials$/, 'credentials'],
  [/^(?:method|allow(?:ed)?_?methods?)$/, 'methods'],
  [/^allow(?:ed)?_?headers?$/, 'allowedHeaders'],
  [/^expose(?:d)?_?headers?$/, 'exposedHeaders'],
  [/^max_?age$/, 'maxAge'],
  [/^options?success(?:status|code)?$|^optionsstatus$/, 'optionsSuccessStatus'],
];

export const corsUnknownOption: Rule = {
  meta: {
    id: 'cors-unknown-option',
    title: 'The cors package ignores an option that it does not know',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      origin: "Every site can read this: cors ignores '{key}' (its option is 'origin') and then allows *.",
      other: "This has no effect: cors ignores '{key}', its option is '{name}'.",
    },
  },
  check(context) {
    for (const { options } of expressOf(context)?.corsCalls ?? []) {
      if (options?.value.type !== 'object') continue;
      const { properties, open } = options.value;
      for (const [key, { keyRange }] of properties) {
        const name = known.has(key) ? undefined : meant.find(([wrong]) => wrong.test(key.toLowerCase()))?.[1];
        if (name === undefined || !keyRange || properties.has(name)) continue;
        const isOrigin = name === 'origin';
        if (isOrigin && open) continue;
        const isBare = context.text.slice(keyRange.start, keyRange.end) === key;
        const isShort = !/^\s*:/.test(context.text.slice(keyRange.end));
        const text = isShort ? `${name}: ${key}` : name;
        const fix = { title: `Write ${name}`, safety: 'unsafe', edits: [{ ...keyRange, text }] } as const;
        context.report({
          range: keyRange,
          messageId: isOrigin ? 'origin' : 'other',
          data: { key, name },
          fixes: isBare ? [fix] : [],
          ...(isOrigin ? { class: 'exposed', witness: { origin: 'https://evil.test' } } : {}),
        });
      }
    }
  },
};
