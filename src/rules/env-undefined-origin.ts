import { isNamedElsewhere } from '../policy/namedElsewhere.ts';
import type { Option } from '../stacks/fastapi/options.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { installsIn } from './lib/fastapi.ts';
import type { Rule } from './types.ts';

export const envUndefinedOrigin: Rule = {
  meta: {
    id: 'env-undefined-origin',
    title: 'An environment variable that is not set leaves no origin allowed',
    class: 'fragile',
    stacks: ['express', 'fastapi'],
    since: '0.1.0',
    fix: null,
    messages: {
      off: 'When {variable} is not set, no page of another site can read this: the cors package switches itself off.',
      nobody: 'When {variable} is not set, no page of another site can read this: nobody is on the list.',
      text: 'When {variable} is not set, no page of another site can read this: the header says undefined.',
      failure:
        'When {variable} is not set, requests fail here: Node refuses to write a header that is undefined.',
      none: 'When {variable} is not set, every request fails with 500: Starlette looks for origins in None.',
    },
  },
  check(context) {
    const { text, report } = context;
    for (const { variable, range, how } of expressOf(context)?.closedWhenUnset ?? [])
      report({ range: firstLine(text, range), messageId: how, data: { variable } });
    for (const { options } of installsIn(context)) {
      const option = options.given.get('allow_origins');
      if (!option || options.open !== null || options.given.has('allow_origin_regex')) continue;
      const found = undefinedIn(text, option);
      if (found)
        report({ range: option.value.range, messageId: found.how, data: { variable: found.variable } });
    }
  },
};

/** The variable without which `option` has no origin; null for one that is read elsewhere, where it may be checked. */
function undefinedIn(
  text: string,
  { name, value }: Option,
): { readonly variable: string; readonly how: 'none' | 'nobody' } | null {
  const items = value.kind === 'list' && value.open === null ? value.items : null;
  const origin = items?.length === 1 ? items[0] : value;
  if (origin?.kind !== 'unknown' || origin.unset?.kind !== 'none' || origin.variable === undefined)
    return null;
  if (!/^\s*=\s*[[({]?\s*$/.test(text.slice(name.end, origin.range.start))) return null;
  if (!/^\w+$/.test(origin.variable) || isNamedElsewhere(text, origin.variable, [origin.range])) return null;
  return { variable: origin.variable, how: items ? 'nobody' : 'none' };
}
