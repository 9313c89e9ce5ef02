import type { Explanation } from './explain.ts';
import { printable, type Style } from './style.ts';

const engineNames = { chromium: 'Chrome', firefox: 'Firefox', webkit: 'Safari' } as const;

/** An explanation for a terminal. */
export function explanationText({ message, reason, changes }: Explanation, style: Style): string {
  const about = message.url === null ? '' : ` about ${message.url}`;
  const lines = [
    style.bold(printable(`${engineNames[message.engine]}${about}: ${message.cause}`)),
    `  ${printable(reason)}`,
  ];
  for (const { stack, text } of changes) lines.push(`  ${style.dim(stack.padEnd(8))} ${printable(text)}`);
  return `${lines.join('\n')}\n`;
}
