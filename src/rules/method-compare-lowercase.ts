import type { Range } from '../policy/range.ts';
import type { ApacheReading } from '../stacks/apache/read.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import type { Level } from '../stacks/nginx/model.ts';
import type { NginxReading } from '../stacks/nginx/read.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** RFC 9110, 9.1: the method is case-sensitive, and those of the standard are in capitals. */
export const methodCompareLowercase: Rule = {
  meta: {
    id: 'method-compare-lowercase',
    title: 'The method of a request is compared with small letters, which none has',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: { never: "No request has the method '{written}': methods are in capitals, as {method} is." },
  },
  check(context) {
    const tests = testsIn(context);
    for (const { range, meets } of tests) {
      if (methods.some((method) => meets(method))) continue;
      const method = methods.find((one) => spellings(one).some((spelling) => meets(spelling)));
      // Compared with both spellings on one line, the small letters do no harm.
      if (
        !method ||
        tests.some((other) => other.meets(method) && onOneLine(context.text, range, other.range))
      )
        continue;
      const written = spellings(method).find((spelling) => meets(spelling)) ?? '';
      const data = { method, written };
      context.report({ range, messageId: 'never', data, fixes: inCapitals(context.text, range) });
    }
  },
};

function onOneLine(text: string, a: Range, b: Range): boolean {
  return !text.slice(Math.min(a.start, b.start), Math.max(a.end, b.end)).includes('\n');
}

function spellings(method: string): readonly string[] {
  const small = method.toLowerCase();
  return [small, method.charAt(0) + small.slice(1)];
}

/** Not where the text is from elsewhere, or holds more than names. */
function inCapitals(text: string, { start, end }: Range): readonly Fix[] {
  const written = text.slice(start, end);
  const fixed = written.toUpperCase();
  if (!/^\^?\(?(?:[a-z]+\|?)+\)?\$?$/i.test(written) || !methods.some((method) => fixed.includes(method)))
    return [];
  return [{ title: `Write ${fixed}`, safety: 'safe', edits: [{ start, end, text: fixed }] }];
}

function testsIn({ reading }: RuleContext): readonly Compared[] {
  switch (reading.stack) {
    case 'express':
      return inExpress(reading);
    case 'nginx':
      return inNginx(reading);
    case 'apache':
      return inApache(reading);
    default:
      return [];
  }
}

interface Compared {
  readonly range: Range;
  readonly meets: (method: string) => boolean;
}

function inExpress({ methodTests }: ExpressReading): readonly Compared[] {
  return methodTests.map(({ value, literal }) => ({ range: literal, meets: (method) => method === value }));
}

function inNginx({ policies }: NginxReading): readonly Compared[] {
  const levels = new Set(policies.flatMap(({ level }) => around(level)));
  return [...levels].flatMap((level) =>
    level.steps.flatMap((step): Compared[] => {
      if (step.does !== 'if' || step.condition.kind === 'truthy' || step.condition.kind === 'other')
        return [];
      const { condition } = step;
      if (condition.variable !== 'request_method') return [];
      if (condition.kind === 'equals') {
        const { value, range } = condition.value;
        return [{ range, meets: (method) => method === value }];
      }
      const { pattern, range } = condition;
      return [{ range, meets: (method) => pattern?.search(method) instanceof Object }];
    }),
  );
}

function around(level: Level): readonly Level[] {
  return level.parent ? [level, ...around(level.parent)] : [level];
}

function inApache({ policies }: ApacheReading): readonly Compared[] {
  const conditions = policies.flatMap(({ place }) =>
    place.scopes.flatMap(({ rewriting }) => rewriting.rules.flatMap((rule) => rule.conditions)),
  );
  return conditions.flatMap(({ test, matches, patternWord, offset }): Compared[] => {
    if (!matches || test.length !== 1 || test[0]?.kind !== 'method') return [];
    const { start, end } = patternWord.range;
    const range = { start: start + offset, end };
    if ('equal' in matches) return [{ range, meets: (method) => method === matches.equal }];
    const meets = (method: string): boolean => {
      const match = matches.pattern.search(method);
      return match !== 'unknown' && match.found;
    };
    return [{ range, meets }];
  });
}
