import { grant } from '../policy/grant.ts';
import { isAlwaysNull } from './null-origin-allowed.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const nullAsDenyValue: Rule = {
  meta: {
    id: 'null-as-deny-value',
    title: 'Origins that are not allowed are answered with null, which is an origin of its own',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    messages: {
      open: 'Any site can read this{reach} from a sandboxed frame: whom it does not allow is answered null.',
    },
  },
  check(context) {
    for (const policy of expressOf(context)?.policies ?? []) {
      const denied = grant(policy, 'https://evil.test');
      const sandboxed = grant(policy, 'null');
      if (denied.unknown || sandboxed.unknown || denied.allowOrigin?.value !== 'null') continue;
      const { range } = denied.allowOrigin;
      if (!sandboxed.readable || !range || isAlwaysNull(policy)) continue;
      context.report({
        range: firstLine(context.text, range),
        messageId: 'open',
        data: { reach: sandboxed.withCredentials ? ' with cookies' : '' },
        witness: { origin: 'null' },
        ...(sandboxed.withCredentials ? {} : { class: 'hygiene' }),
      });
    }
  },
};
