import { details, escaped } from './markdownText.ts';
import type { SecurityFinding, SecurityReport, Severity } from './security.ts';
import { printable, type Style } from './style.ts';

const words: Readonly<Record<Severity, string>> = {
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFO',
};

/** The outcome of the security probes for a terminal. */
export function securityText(report: SecurityReport, style: Style): string {
  const { findings, requests, method, sentence } = report;
  const paint = (severity: Severity): string =>
    severity === 'high'
      ? style.red(words[severity])
      : severity === 'info'
        ? words[severity]
        : style.yellow(words[severity]);
  const lines = findings.flatMap(({ severity, sentence, because }) => [
    `  ${paint(severity)}  ${printable(sentence)}`,
    ...because.map((why) => `      ${printable(why)}`),
  ]);
  return [
    '',
    style.bold(`Security: ${requests} ${printable(method)} requests from foreign origins`),
    ...(lines.length === 0 ? [`  ${printable(sentence)}`] : lines),
    '',
  ].join('\n');
}

/** The outcome of the security probes for an issue. */
export function securityMarkdown({ findings, requests, sentence }: SecurityReport): string {
  const line = ({ severity, sentence, because }: SecurityFinding): string =>
    `- **${words[severity]}** ${escaped([sentence, ...because].join(' '))}`;
  const lines = findings.length === 0 ? [escaped(sentence)] : findings.map(line);
  return details(`Security: ${requests} requests from foreign origins`, lines).join('\n');
}
