import { linesOf } from '../policy/respond.ts';
import { requestFrom } from '../policy/grant.ts';
import { respond } from '../policy/respond.ts';
import type { AnsweredHeader } from '../policy/types.ts';
import { handlerOf } from '../stacks/nginx/run.ts';
import type { NginxPolicy } from '../stacks/nginx/read.ts';
import { allows, answerOptions, firstAnswer, nginxReading, preflightFrom } from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

/** Names that browsers send without asking, or never ask for (Fetch standard, "CORS-safelisted request-header"; "forbidden request-header"). */
const neverAsked =
  /^(?:accept|accept-language|content-language|content-type|range|origin|host|cookie|referer|connection|content-length|accept-encoding|dnt|keep-alive|user-agent|access-control-.*|\*)$/i;

/** ngx_http_static_module answers GET, HEAD and POST; every other method gets 405. */
export const nginxStaticOptions405: Rule = {
  meta: {
    id: 'nginx-static-options-405',
    title: 'A header is allowed that needs a preflight, and nothing here answers preflights',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    mayFollow: true,
    messages: {
      refused: 'A call with {header} is blocked: its preflight gets 405, as nginx serves files here.',
    },
  },
  check(context) {
    for (const policy of nginxReading(context)?.policies ?? []) {
      const refused = handlerOf(policy.level) ? null : refusedHeader(policy);
      if (!refused?.line.range) continue;
      context.report({
        range: refused.line.range,
        messageId: 'refused',
        data: { header: refused.header },
        fixes: fixesFor(context.text, policy),
      });
    }
  },
};

interface Refused {
  readonly line: AnsweredHeader;
  readonly header: string;
}

/** A header that this very location says it allows, for a page that it lets in, while the preflight for it gets 405. */
function refusedHeader(policy: NginxPolicy): Refused | null {
  return firstAnswer(
    policy,
    (origin) => [requestFrom(origin)],
    (response, { origin }) => {
      const allowed = linesOf(response, 'Access-Control-Allow-Origin').some(({ value }) =>
        allows(value, origin),
      );
      const line = linesOf(response, 'Access-Control-Allow-Headers').find((one) => isOwn(policy, one));
      const header = line?.value
        .split(',')
        .map((name) => name.trim())
        .find((name) => name !== '' && !neverAsked.test(name));
      if (!allowed || !line || header === undefined || origin === null) return null;
      const preflight = respond(policy, preflightFrom(origin, header, 'GET'));
      const isOpen = preflight.unknown.some(({ about }) => about === 'status');
      return preflight.status === 405 && !isOpen ? { line, header } : null;
    },
  );
}

function isOwn({ level }: NginxPolicy, line: AnsweredHeader): boolean {
  return level.headers.some(({ directive }) => directive.shown === line.range);
}

function fixesFor(text: string, { level }: NginxPolicy): readonly Fix[] {
  const edits = answerOptions(text, level);
  return edits.length > 0 ? [{ title: 'Answer preflights with 204', safety: 'safe', edits }] : [];
}
