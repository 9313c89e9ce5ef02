import { linesOf } from '../policy/respond.ts';
import { requestFrom } from '../policy/grant.ts';
import type { LostHeader } from '../policy/types.ts';
import type { Level } from '../stacks/nginx/model.ts';
import type { NginxPolicy } from '../stacks/nginx/read.ts';
import { allows, firstAnswer, isOpen, isSuccess, nginxReading, repeatCorsHeaders } from './lib/nginx.ts';
import type { Rule } from './types.ts';

/** ngx_http_headers_module: directives are inherited only by a level that has none of its own. */
export const nginxAddHeaderInheritance: Rule = {
  meta: {
    id: 'nginx-add-header-inheritance',
    title: 'A location with an add_header of its own sends none of the CORS headers set outside of it',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      lost: '{origin} is blocked in {place}: this add_header drops the CORS headers set outside of it.',
    },
  },
  check(context) {
    for (const policy of nginxReading(context)?.policies ?? []) {
      const level = ownerOfList(policy.level);
      const drop = level ? dropIn(policy) : null;
      const first = level?.headers[0];
      if (!level || !first || !drop) continue;
      const edits = repeatCorsHeaders(context.text, level);
      context.report({
        range: first.directive.shown,
        messageId: 'lost',
        data: { origin: drop.lost.value === '*' ? 'Every other site' : drop.origin, place: level.label },
        fixes: edits.length > 0 ? [{ title: 'Repeat the CORS headers here', safety: 'unsafe', edits }] : [],
        ...(drop.lost.range
          ? { related: [{ range: drop.lost.range, message: 'This line is dropped.' }] }
          : {}),
      });
    }
  },
};

/** The location whose list the level sends; null when that is a server's. */
function ownerOfList(level: Level): Level | null {
  for (let at: Level | null = level; at; at = at.parent) {
    if (at.headers.length > 0) return at.kind === 'location' && at.parent ? at : null;
  }
  return null;
}

function dropIn(policy: NginxPolicy): { lost: LostHeader; origin: string } | null {
  return firstAnswer(
    policy,
    (origin) => [requestFrom(origin)],
    (response, { origin }) => {
      if (!isSuccess(response) || isOpen(response, ['Access-Control-Allow-Origin', 'status'])) return null;
      if (origin === null || linesOf(response, 'Access-Control-Allow-Origin').length > 0) return null;
      const lost = response.lost.find((line) => isAllowOrigin(line) && !isInside(policy.level, line));
      return lost && allows(lost.value, origin) ? { lost, origin } : null;
    },
  );
}

function isAllowOrigin(line: LostHeader): boolean {
  return line.how === 'replaced-by-nested-level' && line.name.toLowerCase() === 'access-control-allow-origin';
}

/** Lost by an `if` of the location: another rule's business. */
function isInside(level: Level, line: LostHeader): boolean {
  return level.steps.some((step) => {
    const block = step.does === 'if' ? step.level.directive?.range : undefined;
    return (
      block !== undefined &&
      line.lostAt !== null &&
      block.start <= line.lostAt.start &&
      line.lostAt.end <= block.end
    );
  });
}
