import { literalRule, respell } from './lib/literalRule.ts';
import type { Rule } from './types.ts';

export const trailingSlashOrigin: Rule = literalRule(
  {
    id: 'trailing-slash-origin',
    title: 'An allowed origin ends in a slash, so it never equals the Origin that a browser sends',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: { never: "{origin} is blocked: a browser's Origin has no slash at the end." },
  },
  'trailing-slash',
  (faulty) => {
    const origin = faulty.fault.canonical;
    if (origin === null) return null;
    return { messageId: 'never', data: { origin }, fixes: respell(faulty, origin) };
  },
);
