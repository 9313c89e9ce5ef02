import type { Finding } from '../rules/types.ts';
import { positionsIn } from './position.ts';
import { plain, printable, type Style } from './style.ts';

/** What was found in one file. */
export interface CheckedFile {
  /** As it is shown. */
  readonly file: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The JSON of `preflight check`. `files` counts all that a stack claimed, those without findings too. */
export function findingsJson(checked: readonly CheckedFile[]): string {
  const findings = checked.flatMap(({ file, text, findings }) => {
    const position = positionsIn(text);
    return findings.map((finding) => {
      const start = position(finding.range.start);
      const end = position(finding.range.end);
      return {
        file,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        rule: finding.rule,
        class: finding.class,
        severity: finding.severity,
        message: finding.message,
        witness: finding.witness === null ? null : { origin: finding.witness.origin },
        fixes: finding.fixes.map(({ title, safety }) => ({ title, safety })),
      };
    });
  });
  return `${JSON.stringify({ version: 1, files: checked.length, findings }, null, 2)}\n`;
}

/** The text of `preflight check`: one line for each finding, its fixes below, and a line that counts. */
export function findingsText(checked: readonly CheckedFile[], style: Style = plain): string {
  const lines = checked.flatMap((file) => fileLines(file, style));
  return `${[...lines, summary(checked)].join('\n')}\n`;
}

function fileLines({ file, text, findings }: CheckedFile, style: Style): string[] {
  const position = positionsIn(text);
  return findings.flatMap((finding) => {
    const { line, column } = position(finding.range.start);
    const place = style.bold(`${printable(file)}:${line}:${column}:`);
    const message = printable(finding.message.replace(/\s*\n\s*/g, ' '));
    return [
      `${place} ${severity(finding, style)} ${message} ${style.dim(`[${finding.rule}]`)}`,
      ...finding.fixes.map(
        ({ title, safety }) => `  fix: ${printable(title)}${safety === 'safe' ? '' : ` (${safety})`}`,
      ),
    ];
  });
}

function severity({ severity }: Finding, style: Style): string {
  switch (severity) {
    case 'error':
      return style.red(severity);
    case 'warning':
      return style.yellow(severity);
    case 'information':
    case 'hint':
      return style.blue(severity);
  }
}

function summary(checked: readonly CheckedFile[]): string {
  const count = checked.reduce((sum, { findings }) => sum + findings.length, 0);
  return `${plural(count, 'finding')} in ${plural(checked.length, 'file')}.`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
