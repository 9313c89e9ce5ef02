import { get } from '../cors/headerList.ts';
import type { HeaderList } from '../cors/types.ts';
import type { Stack } from '../policy/types.ts';
import type { ProbeResult } from '../probe/types.ts';
import type { ServerReport } from './types.ts';

/** Headers in which software names itself; those of applications first, because what stands in front passes theirs on. */
const naming = ['x-powered-by', 'server', 'via'] as const;

const stackNames: readonly (readonly [pattern: RegExp, stack: Stack])[] = [
  [/\bexpress\b/i, 'express'],
  [/\b(?:uvicorn|hypercorn|starlette|fastapi)\b/i, 'fastapi'],
  [/\b(?:nginx|openresty|tengine)\b/i, 'nginx'],
  [/\bapache(?:\/|$|\s)/i, 'apache'],
];

/** Software that answers for many servers or in front of them, by what it says of itself. */
const otherNames: readonly (readonly [header: string, pattern: RegExp, name: string])[] = [
  ['server', /cloudflare/i, 'Cloudflare'],
  ['server', /awselb/i, 'AWS load balancer'],
  ['x-amz-apigw-id', /./, 'AWS API Gateway'],
  ['x-amz-cf-id', /./, 'CloudFront'],
  ['server', /amazons3/i, 'Amazon S3'],
  ['x-served-by', /cache-/i, 'Fastly'],
  ['x-varnish', /./, 'Varnish'],
  ['server', /akamai/i, 'Akamai'],
  ['server', /envoy/i, 'Envoy'],
  ['server', /caddy/i, 'Caddy'],
  ['server', /microsoft-iis/i, 'IIS'],
  ['server', /kestrel/i, 'Kestrel'],
  ['server', /gunicorn/i, 'gunicorn'],
  ['server', /werkzeug/i, 'Werkzeug'],
  ['server', /vercel/i, 'Vercel'],
  ['server', /netlify/i, 'Netlify'],
  ['server', /google frontend|^gws$|^gfe/i, 'Google front end'],
  ['x-powered-by', /php/i, 'PHP'],
  ['x-powered-by', /asp\.net/i, 'ASP.NET'],
  ['x-powered-by', /next\.js/i, 'Next.js'],
  ['x-kong-upstream-latency', /./, 'Kong'],
];

/** Who answered, as far as the answers say so. */
export function serverOf({ sent }: Pick<ProbeResult, 'sent'>): ServerReport {
  const answers = sent.map(({ answer }) => answer.response?.headers ?? []);
  const stacks = new Map<Stack, string>();
  for (const headers of answers) {
    for (const { stack, because } of stacksIn(headers)) if (!stacks.has(stack)) stacks.set(stack, because);
  }
  return {
    stacks: [...stacks].map(([stack, because]) => ({ stack, because })),
    others: [...new Set(answers.flatMap(othersIn))],
  };
}

function stacksIn(headers: HeaderList): ServerReport['stacks'] {
  return naming.flatMap((header) => {
    const value = get(headers, header);
    if (value === null) return [];
    return stackNames
      .filter(([pattern]) => pattern.test(value))
      .map(([, stack]) => ({ stack, because: `${standardName(header)}: ${value}` }));
  });
}

/** The software in front or beside that this answer names. */
export function othersIn(headers: HeaderList): readonly string[] {
  return otherNames
    .filter(([header, pattern]) => pattern.test(get(headers, header) ?? ''))
    .map(([, , name]) => name);
}

function standardName(header: string): string {
  return header.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
