import { requestFrom } from '../policy/grant.ts';
import type { Range } from '../policy/range.ts';
import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import type { AnsweredHeader, LostHeader, Policy, PolicyResponse } from '../policy/types.ts';
import { firstLine } from './lib/expressApp.ts';
import { callersOf } from '../policy/caller.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

/** RFC 9110, 12.5.5: `Vary` is a list to which each layer adds what it looks at. */
export const varyClobbered: Rule = {
  meta: {
    id: 'vary-clobbered',
    title: 'A second Vary replaces the first, and caches mix up answers',
    class: 'fragile',
    stacks: ['express', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      origin: "A cache can give {origin} another site's answer: this replaces the Vary: Origin before it.",
      other: 'Caches can mix up answers: this replaces the Vary: {lost} before it.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const found = clobbered(policy);
      if (!found) continue;
      const { by, lost, origin, line } = found;
      const isOrigin = lost.includes('origin');
      context.report({
        range: firstLine(context.text, by),
        messageId: isOrigin ? 'origin' : 'other',
        data: isOrigin ? { origin } : { lost: lost.map(capitals).join(', ') },
        fixes: line ? addedTo(context, line) : [],
      });
    }
  },
};

interface Clobbered {
  readonly by: Range;
  /** Names in small letters that no Vary line says any more. */
  readonly lost: readonly string[];
  readonly origin: string;
  readonly line: AnsweredHeader | undefined;
}

function clobbered(policy: Policy): Clobbered | null {
  for (const caller of callersOf(policy)) {
    const response = respond(caller, requestFrom(caller.origin));
    if (isUnknown(response, 'Vary') || isUnknown(response, 'Access-Control-Allow-Origin')) continue;
    const lines = linesOf(response, 'Vary');
    const said = lines.flatMap(names);
    if (said.includes('*')) continue;
    for (const gone of overwrittenVary(response)) {
      const lost = names(gone).filter(
        (name) => !said.includes(name) && (name !== 'origin' || differs(policy, response)),
      );
      const line = lines.find(({ range }) => range?.start === gone.lostAt?.start);
      if (lost.length > 0 && gone.lostAt) return { by: gone.lostAt, lost, origin: caller.name, line };
    }
  }
  return null;
}

/** The Vary lines that a later write replaced. */
export function overwrittenVary({ lost }: PolicyResponse): readonly LostHeader[] {
  return lost.filter(({ how, name }) => how === 'overwritten' && name.toLowerCase() === 'vary');
}

function names({ value }: AnsweredHeader): readonly string[] {
  return value
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Whether others get another Access-Control-Allow-Origin, so that caches must tell them apart. */
function differs(policy: Policy, response: PolicyResponse): boolean {
  const values = (one: PolicyResponse): string =>
    linesOf(one, 'Access-Control-Allow-Origin')
      .map(({ value }) => value)
      .join();
  return values(respond(policy, requestFrom(null))) !== values(response);
}

function capitals(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function addedTo(context: RuleContext, line: AnsweredHeader): readonly Fix[] {
  const edit = context.reading.stack === 'apache' ? merged(context.text, line) : varied(context.text, line);
  return edit ? [{ title: 'Add to Vary', safety: 'safe', edits: [edit] }] : [];
}

function merged(text: string, { range }: AnsweredHeader): (Range & { text: string }) | null {
  const before =
    range && /^Header\s+(?:(?:always|onsuccess)\s+)?(?=set\s)/i.exec(text.slice(range.start, range.end));
  if (!range || !before) return null;
  const start = range.start + before[0].length;
  return { start, end: start + 'set'.length, text: 'merge' };
}

/** `res.vary` is Express's own; a server of Node alone does not have it. */
function varied(text: string, { writtenBy }: AnsweredHeader): (Range & { text: string }) | null {
  if (!writtenBy || !/['"]express['"]/.test(text)) return null;
  const call = /^([\w$]+)\.(?:set|header|setHeader)\(\s*(['"`])Vary\2\s*,\s*/i.exec(
    text.slice(writtenBy.start, writtenBy.end),
  );
  return call
    ? { start: writtenBy.start, end: writtenBy.start + call[0].length, text: `${call[1]}.vary(` }
    : null;
}
