import type { AnsweredHeader, PolicyResponse } from '../policy/types.ts';
import { nameRange, plainAnswers } from './lib/headerLines.ts';
import type { Rule, RuleContext } from './types.ts';

/** The response headers of the CORS protocol (Fetch standard, "HTTP extensions"). */
const headers = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
];

export const headerNameTypo: Rule = {
  meta: {
    id: 'header-name-typo',
    title: 'The name of a CORS header is misspelt, so browsers pass over it',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      unknown: 'Browsers ignore {name}: the header is called {meant}.',
      request: 'Browsers ignore {name} in answers: it is for requests, and answers have {meant}.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      for (const response of plainAnswers(policy)) {
        for (const line of response.headers) reportName(context, response, line);
      }
    }
  },
};

function reportName(context: RuleContext, response: PolicyResponse, line: AnsweredHeader): void {
  const meant = meantName(line.name);
  const range = nameRange(context.text, context.reading, line) ?? line.range;
  if (!meant || !range) return;
  const isThere = response.headers.some(({ name }) => name.toLowerCase() === meant.toLowerCase());
  const isSpelt = range !== line.range;
  context.report({
    range,
    messageId: /^access-control-request-(?:headers|method)$/i.test(line.name) ? 'request' : 'unknown',
    data: { name: line.name, meant },
    // Beside the right header, or about how long a preflight is kept, nothing is blocked.
    ...(isThere || meant.endsWith('Max-Age') ? { class: 'hygiene' } : {}),
    fixes:
      isThere || !isSpelt
        ? []
        : [{ title: `Write ${meant}`, safety: 'unsafe', edits: [{ ...range, text: meant }] }],
  });
}

/** The header that a misspelt name stands for; null for a right name, and for one that resembles none. */
function meantName(name: string): string | null {
  const [, own] = /^acc?es?s?[-_ ]?contr?oll?[-_ ](.+)$/i.exec(name) ?? [];
  if (!own || headers.some((header) => header.toLowerCase() === name.toLowerCase())) return null;
  const asked = plainest(own).replace(/^request-/, '');
  const [nearest] = headers
    .map((header) => ({ header, edits: editsBetween(asked, plainest(header.slice(15))) }))
    .sort((a, b) => a.edits - b.edits);
  return nearest && nearest.edits <= 2 ? nearest.header : null;
}

/** The words that tell the headers apart: `Allow-Origin` and `Allowed-Origin` are about the `origin`. */
function plainest(name: string): string {
  return name.toLowerCase().replace(/^allow(?:ed|s|ing)?-(?=.)/, '');
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
