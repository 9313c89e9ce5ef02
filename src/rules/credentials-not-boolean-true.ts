import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

/** cors 2.8 sends the header for the value `true` alone. */
export const credentialsNotBooleanTrue: Rule = {
  meta: {
    id: 'credentials-not-boolean-true',
    title: 'The cors package takes credentials for off unless it is the boolean true',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      off: 'Every request with cookies is blocked: cors allows them for the value true only, not for {text}.',
    },
  },
  check(context) {
    const { text } = context;
    for (const { options } of expressOf(context)?.corsCalls ?? []) {
      if (options?.value.type !== 'object') continue;
      const credentials = options.value.properties.get('credentials');
      const value = credentials?.value;
      const isMeant =
        (value?.type === 'text' && /^(?:true|1|yes)$/i.test(value.value)) ||
        (value?.type === 'number' && value.value === 1) ||
        // Each variable of the environment is a text.
        (value?.type === 'unknown' && /^process\.env\.\w+$/.test(value.key));
      if (!credentials || !isMeant) continue;
      const range = firstLine(text, credentials.valueRange);
      context.report({
        range,
        messageId: 'off',
        data: { text: text.slice(range.start, range.end) },
        fixes: [{ title: 'Write true', safety: 'unsafe', edits: [{ ...range, text: 'true' }] }],
      });
    }
  },
};
