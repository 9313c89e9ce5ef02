import { grant } from '../policy/grant.ts';
import type { Range } from '../policy/range.ts';
import { refusedEntry } from './lib/refusedEntry.ts';
import { expressOf } from './lib/expressApp.ts';
import type { Policy } from '../policy/types.ts';
import type { Fix, Rule } from './types.ts';

/** A look into a list whose result is taken for a yes or no, or for a number above 0. */
const misused =
  /([\w$.]+)\.indexOf\(([^()]*(?:\([^()]*\))?[^()]*)\)(?!\s*(?:[=!]==?|[<>]=|<|>\s*-))(?:\s*>\s*0)?/g;

const stranger = 'https://evil.test';

export const indexofTruthiness: Rule = {
  meta: {
    id: 'indexof-truthiness',
    title: 'What indexOf gives is taken for a yes or no: -1 is a yes, and the first entry of a list is a no',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: '{origin} can read this{reach}: indexOf gives -1 for it, which counts as a yes.',
      first: '{origin} is blocked: it is the first entry, and indexOf gives 0 for it, which counts as a no.',
    },
  },
  check(context) {
    const { text } = context;
    for (const policy of expressOf(context)?.policies ?? []) {
      const open = grant(policy, stranger);
      const refused = refusedEntry(policy);
      const look = refused === null ? decidingLook(policy, text) : lookIn(text);
      if (!look) continue;
      const { range } = look;
      const fixes = [asYesOrNo(look)];
      if (!open.unknown && open.readable) {
        const reach = open.withCredentials ? ' with cookies' : '';
        const milder = open.withCredentials ? {} : ({ class: 'fragile' } as const);
        const data = { origin: stranger, reach };
        context.report({ range, messageId: 'open', data, witness: { origin: stranger }, fixes, ...milder });
      } else if (refused !== null) {
        context.report({ range, messageId: 'first', data: { origin: refused }, class: 'broken', fixes });
      }
    }
  },
};

interface Look {
  readonly range: Range;
  readonly list: string;
  readonly item: string;
}

/** A look for the Origin in a list, where everybody is let in who is not in the list; null where nobody is, or where it is no such look. */
export function decidingLook(policy: Policy, text: string): Look | null {
  const { unknown, allowOrigin } = grant(policy, stranger);
  if (unknown || allowOrigin?.value !== stranger) return null;
  const isCompared = policy.facts.origins.some((one) => one.kind === 'literal' && one.use === 'compared');
  const look = isCompared ? lookIn(text) : null;
  return look && /origin/i.test(look.item) ? look : null;
}

/** The only such look in the file; where there are several it is not clear which one decides. */
function lookIn(text: string): Look | null {
  const found = [...text.matchAll(misused)];
  const [match] = found;
  if (found.length !== 1 || !match) return null;
  const [whole, list = '', item = ''] = match;
  return { range: { start: match.index, end: match.index + whole.length }, list, item };
}

function asYesOrNo({ range, list, item }: Look): Fix {
  const edits = [{ ...range, text: `${list}.includes(${item})` }];
  return { title: 'Ask with includes', safety: 'unsafe', edits };
}
