import { expressOf } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

/** path-to-regexp 8, which Express 5 uses, wants a name behind each `*` and knows no `(…)`, `?` and `+`. */
export const express5StarPath: Rule = {
  meta: {
    id: 'express5-star-path',
    title: 'Express 5 refuses a path with a bare * and does not start',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: { refused: "Express 5 does not start: it wants a name behind the * in '{path}'." },
  },
  check(context) {
    const major = Number.parseInt(context.read.versions?.express ?? '', 10);
    if (!(major >= 5)) return;
    const layers = expressOf(context)?.apps.flatMap((app) => app.layers) ?? [];
    for (const { path } of layers) {
      if (path?.value.type !== 'text' || !path.value.literal) continue;
      const { value, literal } = path.value;
      if (!/(?:^|\/)(?:\*|\(\.\*\))$/.test(value)) continue;
      const text = value.replace(/\/?(?:\*|\(\.\*\))$/, '/{*splat}');
      const isPlain = context.text.slice(literal.start, literal.end) === value;
      const fix = { title: `Write ${text}`, safety: 'safe', edits: [{ ...literal, text }] } as const;
      context.report({
        range: literal,
        messageId: 'refused',
        data: { path: value },
        fixes: isPlain ? [fix] : [],
      });
    }
  },
};
