import type { Range } from '../policy/range.ts';
import type { ApacheReading } from '../stacks/apache/read.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import type { Level } from '../stacks/nginx/model.ts';
import type { NginxReading } from '../stacks/nginx/read.ts';
import type { Rule, RuleContext } from './types.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** RFC 9110, 9.1: the method is case-sensitive, and those of the standard are in capitals. */
export const methodCompareLowercase: Rule = {
  meta: {
    id: 'method-compare-lowercase',
    title: 'The method of a request is compared with small letters, which is never true',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: { never: "This is never true: the method of a request is in capitals, '{method}'." },
  },
  check(context) {
    for (const { range, text } of testsIn(context)) {
      const fixed = text.replace(/[a-z]+/gi, (word) => word.toUpperCase());
      const { start, end } = range;
      const edits = [{ start, end, text: fixed }];
      context.report({
        range,
        messageId: 'never',
        data: { method: fixed.replace(/^\^|\$$/g, '') },
        fixes: /^\^?[\w|()]+\$?$/.test(text) ? [{ title: `Write ${fixed}`, safety: 'safe', edits }] : [],
      });
    }
  },
};

interface MethodTest {
  readonly range: Range;
  readonly text: string;
}

function testsIn({ reading, text }: RuleContext): readonly MethodTest[] {
  const tests =
    reading.stack === 'express'
      ? inExpress(reading)
      : reading.stack === 'nginx'
        ? inNginx(reading)
        : reading.stack === 'apache'
          ? inApache(reading)
          : [];
  return tests
    .filter(({ meets }) => methods.every((method) => !meets(method)))
    .filter(({ meets }) => methods.some((method) => meets(method.toLowerCase())))
    .map(({ range }) => ({ range, text: text.slice(range.start, range.end) }));
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
