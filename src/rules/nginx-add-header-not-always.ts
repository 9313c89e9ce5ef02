import { linesOf } from '../policy/respond.ts';
import { requestFrom } from '../policy/grant.ts';
import type { Handler, PolicyRequest } from '../policy/types.ts';
import { isCors } from '../stacks/nginx/headers.ts';
import type { AddHeader } from '../stacks/nginx/model.ts';
import { allowOriginHeaders } from '../stacks/nginx/origins.ts';
import type { NginxPolicy } from '../stacks/nginx/read.ts';
import { allows, firstAnswer, nginxReading } from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

/** What a location may answer beside 200; the commonest first. */
const failures: readonly Handler[] = [
  { does: 'answer', status: 404, madeBy: 'app' },
  { does: 'answer', status: 404, madeBy: 'server' },
  { does: 'answer', status: 500, madeBy: 'app' },
  { does: 'throw' },
];

/** ngx_http_headers_module: without `always` only 200, 201, 204, 206, 301, 302, 303, 304, 307 and 308 get the header. */
export const nginxAddHeaderNotAlways: Rule = {
  meta: {
    id: 'nginx-add-header-not-always',
    title: 'Without always, error answers carry no Access-Control-Allow-Origin',
    class: 'fragile',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      lost: 'A {status} from here reaches the page as a CORS error: without always this header is left out.',
    },
  },
  check(context) {
    for (const policy of nginxReading(context)?.policies ?? []) {
      for (const { header } of allowOriginHeaders(policy.level)) {
        if (header.always) continue;
        const status = statusWithout(policy, header);
        if (status === null) continue;
        context.report({
          range: header.directive.shown,
          messageId: 'lost',
          data: { status: String(status) },
          fixes: [always(policy, header)],
        });
      }
    }
  },
};

function statusWithout(policy: NginxPolicy, header: AddHeader): number | null {
  const requests = (origin: string): readonly PolicyRequest[] =>
    ['GET', 'POST', 'PUT'].flatMap((method) =>
      failures.map((handler) => requestFrom(origin, { method, handler })),
    );
  return firstAnswer(policy, requests, (response, { origin }) => {
    if (response.unknown.length > 0 || linesOf(response, 'Access-Control-Allow-Origin').length > 0)
      return null;
    const isLost = response.lost.some(
      (line) =>
        line.how === 'not-on-this-status' &&
        line.range === header.directive.shown &&
        allows(line.value, origin),
    );
    return isLost ? response.status : null;
  });
}

/** Gives `always` to every CORS header of the list that the header stands in. */
function always(policy: NginxPolicy, header: AddHeader): Fix {
  const edits = siblingsOf(policy, header)
    .filter((sibling) => isCors(sibling) && !sibling.always)
    .map(({ directive }) => ({ start: directive.head.end, end: directive.head.end, text: ' always' }));
  return { title: 'Send the CORS headers with every status', safety: 'safe', edits };
}

function siblingsOf({ level }: NginxPolicy, header: AddHeader): readonly AddHeader[] {
  const inner = level.steps.flatMap((step) => (step.does === 'if' ? [step.level] : []));
  for (let at: NginxPolicy['level'] | null = level; at; at = at.parent) inner.push(at);
  return inner.find((one) => one.headers.includes(header))?.headers ?? [header];
}
