import { truth } from '../stacks/express/values.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const optionsSuccessStatusNotOk: Rule = {
  meta: {
    id: 'options-success-status-not-ok',
    title: 'The cors package is to answer preflights with a status that browsers take for a failure',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      fails: 'Every preflight fails: browsers want a status from 200 to 299 for it, not {status}.',
    },
  },
  check(context) {
    for (const { options } of expressOf(context)?.corsCalls ?? []) {
      if (options?.value.type !== 'object') continue;
      const { properties } = options.value;
      const status = properties.get('optionsSuccessStatus');
      const goesOn = properties.get('preflightContinue');
      if (status?.value.type !== 'number' || (goesOn && truth(goesOn.value) !== false)) continue;
      const { value } = status.value;
      // With fewer digits it is half typed.
      if (!Number.isInteger(value) || value < 100 || (value >= 200 && value <= 299)) continue;
      const range = firstLine(context.text, status.valueRange);
      const fixes = [{ title: 'Write 204', safety: 'safe' as const, edits: [{ ...range, text: '204' }] }];
      context.report({ range, messageId: 'fails', data: { status: String(value) }, fixes });
    }
  },
};
