import type { Rule } from './types.ts';

/** Fetch standard, "opaque filtered response": status 0, no headers, body null. */
export const clientNoCorsMode: Rule = {
  meta: {
    id: 'client-no-cors-mode',
    title: "A page looks into the answer to a request with mode 'no-cors', which is always empty",
    class: 'broken',
    stacks: ['client'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      empty: 'This answer is always empty: no-cors hides status and body of another site from the page.',
    },
  },
  check({ reading, report }) {
    if (reading.stack !== 'client') return;
    for (const { range, isAbsolute } of reading.opaqueReads) {
      const edits = [{ ...range, text: 'cors' }];
      report({
        range,
        messageId: 'empty',
        fixes: [{ title: 'Ask with cors, which the server has to allow', safety: 'unsafe', edits }],
        ...(isAbsolute ? {} : { class: 'fragile' }),
      });
    }
  },
};
