import { rules as registry } from '../rules/index.ts';
import { oneOf, parse } from './args.ts';
import type { Subcommand } from './io.ts';

/** `preflight rules`: every rule with its class, stacks and headline. */
export const rules: Subcommand = async (args, io) => {
  const { values } = parse('rules', {
    args: [...args],
    options: { format: { type: 'string', default: 'text' } },
  });
  const metas = registry.map(({ meta }) => meta);
  if (oneOf('--format', values.format, ['text', 'json']) === 'json') {
    const list = metas.map(({ id, title, class: ruleClass, stacks, since, fix, onRequest = false }) => ({
      id,
      title,
      class: ruleClass,
      stacks,
      since,
      fix,
      onRequest,
    }));
    io.stdout(`${JSON.stringify({ version: 1, rules: list }, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(0, ...metas.map(({ id }) => id.length));
  for (const { id, title, class: ruleClass, stacks, onRequest } of metas) {
    const where = [...stacks, ...(onRequest ? ['on request'] : [])].join(', ');
    io.stdout(`${id.padEnd(width)}  ${ruleClass.padEnd(7)}  ${title} (${where})\n`);
  }
  return 0;
};
