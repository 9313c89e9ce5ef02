import { explainLiteral } from '../policy/originLiteral.ts';
import { candidatesOfPattern } from '../policy/witness.ts';
import { compile } from '../stacks/nginx/pattern.ts';
import { meantOrigins } from '../policy/meantOrigins.ts';
import type { MapEntry } from '../stacks/nginx/maps.ts';
import { soleVariable } from '../stacks/nginx/values.ts';
import { nginxReading } from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

/** ngx_http_map_module: only a key that starts with `~` or `~*` is an expression. */
export const nginxMapNotRegex: Rule = {
  meta: {
    id: 'nginx-map-not-regex',
    title: 'A key of a map is written as a regular expression and compared as plain text',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    messages: { plain: '{origin} is blocked: without ~ in front, nginx compares this key as plain text.' },
  },
  check(context) {
    const maps = nginxReading(context)?.model.maps.values() ?? [];
    for (const map of maps) {
      if (soleVariable(map.source.value) !== 'http_origin') continue;
      for (const entry of map.entries) {
        const origin = looksLikeExpression(entry) ? meantBy(entry.key.value) : null;
        if (origin === null || entry.value.value === '') continue;
        context.report({
          range: entry.key.inner,
          messageId: 'plain',
          data: { origin },
          fixes: [asExpression(entry)],
        });
      }
    }
  },
};

function looksLikeExpression({ key, test }: MapEntry): boolean {
  if (test.kind !== 'exact' || /^\\/.test(key.value)) return false;
  const kind = explainLiteral(key.value)?.kind;
  if (kind === undefined || kind === 'wildcard' || kind === 'several') return false;
  return /^\^|\$$|\\[.dw/-]|[.\])][*+?]|\(.*\)/.test(key.value);
}

/** An origin that the expression would take; null when there is none to be found. */
function meantBy(source: string): string | null {
  const pattern = compile(source, false);
  if (!pattern) return null;
  const accepts = (origin: string): boolean => isMatch(pattern.search(origin));
  const range = { start: 0, end: 0 };
  return (
    meantOrigins([{ kind: 'pattern', source, ignoreCase: false, matching: 'search', range, accepts }])[0] ??
    null
  );
}

function isMatch(match: ReturnType<NonNullable<ReturnType<typeof compile>>['search']>): boolean {
  return match !== null && match !== 'unknown';
}

/** Safe when the expression lets nobody in but those it spells out: that is then the only thing it can have meant. */
function asExpression({ key }: MapEntry): Fix {
  const pattern = compile(key.value, false);
  const lets = candidatesOfPattern(key.value).some(
    ({ origin }) => !pattern || isMatch(pattern.search(origin)),
  );
  const edits = [{ start: key.inner.start, end: key.inner.start, text: '~' }];
  return { title: 'Compare as a regular expression', safety: lets ? 'unsafe' : 'safe', edits };
}
