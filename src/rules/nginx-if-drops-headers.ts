import { linesOf } from '../policy/respond.ts';
import { requestFrom } from '../policy/grant.ts';
import type { LostHeader, PolicyRequest, PolicyResponse } from '../policy/types.ts';
import { ifsOf } from '../stacks/nginx/origins.ts';
import type { Level } from '../stacks/nginx/model.ts';
import type { NginxPolicy } from '../stacks/nginx/read.ts';
import {
  allows,
  firstAnswer,
  isOpen,
  isSuccess,
  nginxReading,
  preflightFrom,
  repeatCorsHeaders,
} from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

/** ngx_http_headers_module: directives are inherited only by a level that has none of its own, and an `if` is a level. */
export const nginxIfDropsHeaders: Rule = {
  meta: {
    id: 'nginx-if-drops-headers',
    title: 'An if with an add_header of its own answers without the CORS headers around it',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      preflight:
        'The preflight gets no Access-Control-Allow-Origin: an add_header in an if drops those around it.',
      request:
        '{method} from {origin} gets no Access-Control-Allow-Origin: an add_header in an if drops those around it.',
    },
  },
  check(context) {
    for (const policy of nginxReading(context)?.policies ?? []) {
      for (const level of ifsOf(policy.level.steps)) {
        const drop = dropIn(policy, level);
        if (!drop?.lost.lostAt) continue;
        const { lost, request } = drop;
        context.report({
          range: drop.lost.lostAt,
          messageId: request.method === 'OPTIONS' ? 'preflight' : 'request',
          data: { method: request.method, origin: request.origin ?? '' },
          fixes: isAround(level, lost) ? repeated(context.text, level) : [],
          ...(lost.range ? { related: [{ range: lost.range, message: 'This line is dropped.' }] } : {}),
        });
      }
    }
  },
};

interface Drop {
  readonly lost: LostHeader;
  readonly request: PolicyRequest;
}

/** A request that was meant to be let in and whose answer `level` makes without the header. */
function dropIn(policy: NginxPolicy, level: Level): Drop | null {
  const requests = (origin: string): readonly PolicyRequest[] => [
    preflightFrom(origin),
    ...['GET', 'POST', 'PUT', 'DELETE'].map((method) => requestFrom(origin, { method })),
  ];
  return firstAnswer(policy, requests, (response, request) => {
    if (!isSuccess(response) || isOpen(response, ['Access-Control-Allow-Origin', 'status'])) return null;
    const lost = lostIn(level, response);
    return lost && allows(lost.value, request.origin) ? { lost, request } : null;
  });
}

function lostIn(level: Level, response: PolicyResponse): LostHeader | null {
  const name = 'Access-Control-Allow-Origin';
  if (linesOf(response, name).length > 0) return null;
  const found = response.lost.find((line) => {
    return (
      line.name.toLowerCase() === name.toLowerCase() &&
      line.how === 'replaced-by-nested-level' &&
      contains(level, line.lostAt)
    );
  });
  return found ?? null;
}

function contains(level: Level, range: LostHeader['lostAt']): boolean {
  const block = level.directive?.range;
  return block !== undefined && range !== null && block.start <= range.start && range.end <= block.end;
}

/** False for a header of an earlier `if`: to repeat it would let in origins that its condition kept out. */
function isAround(level: Level, lost: LostHeader): boolean {
  const siblings = level.parent ? ifsOf(level.parent.steps) : [];
  return !siblings.some((sibling) => sibling !== level && contains(sibling, lost.range));
}

function repeated(text: string, level: Level): readonly Fix[] {
  const edits = repeatCorsHeaders(text, level);
  return edits.length > 0 ? [{ title: 'Repeat the CORS headers in this if', safety: 'safe', edits }] : [];
}
