import { probe } from '../probe/probe.ts';
import { securityProbe } from '../probe/security.ts';
import { securityPlan, type SecurityPlan } from '../probe/securityPlan.ts';
import { openTransport } from '../probe/transport.ts';
import type { Transport } from '../probe/types.ts';
import { harOf } from '../report/har.ts';
import { jsonText } from '../report/jsonText.ts';
import { markdownOf } from '../report/markdown.ts';
import type { PlaceReport } from '../report/places.ts';
import { placesMarkdown, placesText } from '../report/placesText.ts';
import { reportOf } from '../report/probeReport.ts';
import { probeText } from '../report/probeText.ts';
import { securityReportOf, type SecurityReport } from '../report/security.ts';
import { securityMarkdown, securityText } from '../report/securityText.ts';
import { coloured, plain } from '../report/style.ts';
import type { ProbeReport } from '../report/types.ts';
import { oneOf, parse } from './args.ts';
import { askedOf, type Asked } from './asked.ts';
import { UsageError, type Io, type Subcommand } from './io.ts';
import { networkOptions, networkSettings } from './network.ts';
import { milliseconds, requestOptions } from './requestOptions.ts';
import { version } from './version.ts';
import { placesOf, readWorkspace } from './workspace.ts';

const formats = ['text', 'json', 'har', 'markdown'] as const;

type Format = (typeof formats)[number];

const LET_IN = 4;
const NOT_SENT = 5;
const INTERRUPTED = 130;

/**
 * `preflight test URL|TEXT|-`: 0 when the page can read the answer, 1 when CORS keeps it, 3 when CORS is not the problem, 4 when the
 * security probes found a way in, 5 when the request was not sent because it changes state, 130 when stopped.
 */
export const test: Subcommand = async (args, io) => {
  const { values, positionals } = parse('test', {
    args: [...args],
    options: {
      ...requestOptions,
      ...networkOptions,
      origin: { type: 'string', short: 'o' },
      method: { type: 'string', short: 'X' },
      credentials: { type: 'string', short: 'c' },
      send: { type: 'boolean', default: false },
      anyway: { type: 'boolean', default: false },
      'no-controls': { type: 'boolean', default: false },
      security: { type: 'boolean', default: false },
      yes: { type: 'boolean', short: 'y', default: false },
      workspace: { type: 'string', short: 'w' },
      format: { type: 'string', default: 'text' },
    },
    allowPositionals: true,
  });
  const format = oneOf('--format', values.format, formats);
  const timeoutMs = milliseconds(values.timeout);
  const asked = await askedOf(positionals, values, io);
  const plan = values.security ? agreedPlan(asked, values.yes, format) : null;
  const sources = values.workspace === undefined ? null : await readWorkspace(values.workspace, io);
  const transport = openTransport(await networkSettings(values, io));
  const startedAt = new Date().toISOString();
  try {
    const { request, body, cookie, pasted } = asked;
    const result = await probe(request, transport, {
      signal: io.signal,
      timeoutMs,
      body,
      cookie,
      sendAnyway: values.anyway,
      controls: !values['no-controls'],
      // Whoever types a method wants it sent; what a pasted text says may have been forgotten.
      confirm: () => !pasted || values.send,
    });
    const report = reportOf(result, timeoutMs);
    const security = plan === null ? null : await securityOf(asked, plan, transport, io, timeoutMs);
    const places = sources === null ? null : placesOf(sources, report);
    print(io, format, { report, security, places, startedAt });
    return exitCode(report, security);
  } finally {
    await transport.close();
  }
};

/** The security probes, once somebody agreed. @throws UsageError with the question until then */
function agreedPlan({ request }: Asked, yes: boolean, format: Format): SecurityPlan {
  if (format === 'har') throw new UsageError('A HAR holds no security findings: use another --format.');
  const plan = securityPlan(request);
  if (!yes) throw new UsageError(`${plan.consent} Add --yes to agree.`);
  return plan;
}

async function securityOf(
  { request, cookie }: Asked,
  plan: SecurityPlan,
  transport: Transport,
  { signal }: Io,
  timeoutMs: number,
): Promise<SecurityReport> {
  return securityReportOf(await securityProbe(request, plan, transport, { signal, timeoutMs, cookie }));
}

interface Outcome {
  readonly report: ProbeReport;
  /** Null when nobody asked for them. */
  readonly security: SecurityReport | null;
  readonly places: readonly PlaceReport[] | null;
  readonly startedAt: string;
}

function print(io: Io, format: Format, { report, security, places, startedAt }: Outcome): void {
  const style = io.colours ? coloured : plain;
  switch (format) {
    case 'text':
      io.stdout(
        probeText(report, style) +
          (places === null ? '' : placesText(places, style)) +
          (security === null ? '' : securityText(security, style)),
      );
      return;
    case 'json':
      io.stdout(`${jsonText({ ...report, ...(security && { security }), ...(places && { places }) })}\n`);
      return;
    case 'har':
      io.stdout(`${jsonText(harOf(report, { version, startedAt }))}\n`);
      return;
    case 'markdown':
      io.stdout(
        markdownOf(report) +
          (places === null ? '' : placesMarkdown(places)) +
          (security === null ? '' : securityMarkdown(security)),
      );
      return;
  }
}

function exitCode({ result, stopped }: ProbeReport, security: SecurityReport | null): number {
  if (security?.ended === 'aborted') return INTERRUPTED;
  switch (result) {
    case 'readable':
      return security?.findings.some(({ severity }) => severity !== 'info') === true ? LET_IN : 0;
    case 'blocked':
      return 1;
    case 'not-cors':
      return 3;
    case 'stopped':
      return stopped === 'unconfirmed' ? NOT_SENT : INTERRUPTED;
  }
}
