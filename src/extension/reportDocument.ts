import type { ProbeReport } from '../report/types.ts';
import type { ExportFormat, ShownReport } from './protocol.ts';

/** A report as a file. */
export interface ReportDocument {
  readonly name: string;
  readonly text: string;
}

/** Writes a report down. Nothing secret is in it: the report has none. `version` is the extension's. */
export async function documentOf(
  { report, at }: ShownReport,
  format: ExportFormat,
  version: string,
): Promise<ReportDocument> {
  const name = `cors-${hostOf(report)}`;
  switch (format) {
    case 'json':
      return { name: `${name}.json`, text: asJson(report) };
    case 'har': {
      const { harOf } = await import('../report/har.ts');
      return {
        name: `${name}.har`,
        text: asJson(harOf(report, { version, startedAt: new Date(at).toISOString() })),
      };
    }
    case 'markdown': {
      const { markdownOf } = await import('../report/markdown.ts');
      return { name: `${name}.md`, text: markdownOf(report) };
    }
  }
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The host of a report's URL, in letters that any file system takes. */
export function hostOf({ request: { url } }: ProbeReport): string {
  return URL.canParse(url) ? new URL(url).hostname.replaceAll(/[^\w.-]/g, '') : 'test';
}
