import { grant } from '../policy/grant.ts';
import type { VariableMap } from '../stacks/nginx/maps.ts';
import { allowOriginHeaders } from '../stacks/nginx/origins.ts';
import type { NginxPolicy, NginxReading } from '../stacks/nginx/read.ts';
import { isConstant, soleVariable } from '../stacks/nginx/values.ts';
import { nginxReading } from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

const stranger = 'https://evil.test';

/** ngx_http_headers_module leaves a header out when its value is empty, and only then. */
export const nginxMapBadDefault: Rule = {
  meta: {
    id: 'nginx-map-bad-default',
    title: 'The default of the map is sent to every site that the map does not list',
    class: 'exposed',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      open: '{origin} can read this{reach}: the default of the map lets in every site that is not listed.',
      noise:
        'Sites that are not listed get Access-Control-Allow-Origin: {value}; an empty default sends none.',
    },
  },
  check(context) {
    const reading = nginxReading(context);
    for (const policy of reading?.policies ?? []) {
      for (const map of reading ? mapsSent(reading, policy) : []) {
        const { fallback } = map;
        if (!fallback || !hasEntries(map)) continue;
        const range = fallback.value.inner;
        if (isNoise(fallback.value.value)) {
          context.report({
            range,
            messageId: 'noise',
            data: { value: fallback.value.value },
            class: 'hygiene',
            fixes: [emptied(map, 'safe')],
          });
          continue;
        }
        const given = isOpen(fallback.value.value) ? grant(policy, stranger) : null;
        if (given?.readable && !given.unknown) {
          context.report({
            range,
            messageId: 'open',
            data: { origin: stranger, reach: given.withCredentials ? ' with cookies' : '' },
            witness: { origin: stranger },
            fixes: [emptied(map, 'unsafe')],
          });
        }
      }
    }
  },
};

/** The maps whose result is the whole value of Access-Control-Allow-Origin. */
function mapsSent(reading: NginxReading, policy: NginxPolicy): readonly VariableMap[] {
  return allowOriginHeaders(policy.level).flatMap(({ header }) => {
    const map = reading.model.maps.get(soleVariable(header.value.value) ?? '');
    return map && soleVariable(map.source.value) === 'http_origin' ? [map] : [];
  });
}

function hasEntries(map: VariableMap): boolean {
  return map.entries.some((entry) => entry.key.value !== '' && entry.value.value !== '');
}

/** A word that says no to people, and is an Access-Control-Allow-Origin like any other to nginx. `null` is worse: see null-origin-allowed. */
function isNoise(value: string): boolean {
  return isConstant(value) && /^(?:0|1|off|no|none|false|deny|denied|undefined|-)$/i.test(value);
}

function isOpen(value: string): boolean {
  return value === '*' || soleVariable(value) === 'http_origin';
}

function emptied(map: VariableMap, safety: Fix['safety']): Fix {
  const { start, end } = map.fallback?.value.range ?? { start: 0, end: 0 };
  return { title: 'Send no header to other sites', safety, edits: [{ start, end, text: '""' }] };
}
