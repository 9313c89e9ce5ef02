import { literalRule, type FaultyLiteral } from './lib/literalRule.ts';
import type { Fix, Rule } from './types.ts';

export const wildcardSubdomainLiteral: Rule = literalRule(
  {
    id: 'wildcard-subdomain-literal',
    title: 'A * inside an allowed origin stands for nothing but itself, so no site matches',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { never: 'No site matches {text}: the * is compared as a plain character.' },
  },
  'wildcard',
  (faulty) => ({
    messageId: 'never',
    data: { text: faulty.literal.value.trim() },
    fixes: patternInstead(faulty),
  }),
);

/** `https://*.example.com` and `http://localhost:*` have one pattern each that says what was meant. */
function patternInstead({ literal, policy }: FaultyLiteral): readonly Fix[] {
  const source = patternFor(literal.value.trim());
  const edits = source === null ? null : policy.edits.replaceWithPattern?.(literal, source);
  return edits ? [{ title: 'Match with a regular expression', safety: 'unsafe', edits }] : [];
}

function patternFor(text: string): string | null {
  const subdomains = /^(https?):\/\/\*\.([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)$/i.exec(text);
  if (subdomains) return `^${subdomains[1]}://(?:[a-z0-9-]+\\.)+${escaped(subdomains[2] ?? '')}$`;
  const ports = /^(https?):\/\/([a-z0-9.-]+):\*$/i.exec(text);
  return ports ? `^${ports[1]}://${escaped(ports[2] ?? '')}(?::\\d+)?$` : null;
}

function escaped(host: string): string {
  return host.toLowerCase().replaceAll('.', '\\.');
}
