import type { Random } from '../oracle/random.ts';
import type { Source } from './sources.ts';

/** Longer texts cost time and show no more. */
const maxLength = 4_000;

/** What breaks texts, languages and readers of them. */
const splinters: readonly [string, ...string[]] = [
  '(',
  ...[
    ')',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '`',
    '${',
    '/',
    '/*',
    '*/',
    '//',
    '<!--',
    '#',
    '\\',
    '\n',
    '\r',
    '\t',
  ],
  ...[
    ',',
    ';',
    ':',
    '.',
    '...',
    '?.',
    '=>',
    '=',
    '==',
    '!',
    '&&',
    '||',
    '??',
    '?',
    '+',
    '-',
    '*',
    '%',
    '@',
    '<',
    '>',
  ],
  ...['\0', '\u2028', '\u00a0', '\ufeff', '\ud800', '\udc00', '😀', 'é', '\u202e'],
  ...[
    '0',
    '1e999',
    '-0',
    'NaN',
    '0x',
    '9'.repeat(400),
    'null',
    'undefined',
    'true',
    'None',
    'True',
    '*',
    'http://',
    'https://[::1]:0',
  ],
  ...[
    '(a+)+$',
    '[',
    '(?=',
    '\\1',
    '(?<n>',
    '.{1,99999}',
    '^https?://.*',
    '$0',
    '%{HTTP:Origin}e',
    '$http_origin',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'this',
    'super',
    'new ',
    'await ',
    'yield ',
    'async ',
    'delete ',
    'typeof ',
  ],
  ...[
    'if (',
    'for (;;) ',
    'while (true) {',
    'switch (x) {',
    'case ',
    'return ',
    'throw ',
    'function ',
    'class ',
    'import ',
    'export ',
  ],
  ...[
    'def ',
    'lambda ',
    'with ',
    'elif ',
    'else:',
    'location / {',
    'if ($x) {',
    'map $a $b {',
    'add_header ',
    'include ',
    'server {',
  ],
  ...[
    '<If "',
    '</If>',
    '<VirtualHost *>',
    '<Limit GET>',
    'Header always set ',
    'SetEnvIf Origin ',
    'RewriteRule ',
    'env=',
    'expr=',
  ],
  ...[
    'Access-Control-Allow-Origin',
    'access-control-allow-credentials',
    'Vary',
    'Origin',
    'OPTIONS',
    'cors(',
    'CORSMiddleware',
  ],
];

type Mutation = (text: string, random: Random, other: string) => string;

/** Two places in the text, the first one first, not further apart than `most`. */
function stretch(text: string, random: Random, most: number): readonly [number, number] {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.below(most + 1))];
}

function replace(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

const insertSplinter: Mutation = (text, random) => {
  const at = random.below(text.length + 1);
  return replace(text, at, at, random.pick(splinters));
};

const mutations: readonly [Mutation, ...Mutation[]] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => replace(text, ...stretch(text, random, 40), ''),
  (text, random) => replace(text, ...stretch(text, random, 1), ''),
  (text, random) => replace(text, ...stretch(text, random, 12), random.pick(splinters)),
  insertSplinter,
  insertSplinter,
  /** Something is said twice. */
  (text, random) => {
    const [start, end] = stretch(text, random, 200);
    return replace(text, end, end, text.slice(start, end));
  },
  /** Two stretches change places. */
  (text, random) => {
    const middle = random.below(text.length + 1);
    const [start, end] = stretch(text.slice(middle), random, 60);
    return text.slice(middle + start, middle + end) + replace(text, middle + start, middle + end, '');
  },
  /** Something of another text of the same stack. */
  (text, random, other) => {
    const [start, end] = stretch(other, random, 300);
    return replace(text, ...stretch(text, random, 60), other.slice(start, end));
  },
  /** A word stands where another one stood. */
  (text, random) => {
    const words = [...text.matchAll(/[\w$-]+/g)];
    const [from, to] = [words[random.below(words.length)], words[random.below(words.length)]];
    return from && to ? replace(text, to.index, to.index + to[0].length, from[0]) : text;
  },
  /** Nested deeply, or many times the same. */
  (text, random) => {
    const at = random.below(text.length + 1);
    return replace(text, at, at, random.pick(splinters).repeat(2 + random.below(120)));
  },
  (text, random) => (random.chance(0.5) ? text.replaceAll('\n', '\r\n') : text.replaceAll('\n', ' ')),
];

/** A text made from one of `sources` by one change to six. The same for the same `random`. */
export function mutant(sources: readonly [Source, ...Source[]], random: Random): Source {
  const { text: whole, context } = random.pick(sources);
  const ending = /\.\w+$/.exec(context.path)?.[0] ?? '';
  let text = whole;
  const changes = 1 + random.below(6);
  for (let i = 0; i < changes; i++) {
    const other = random.pick(sources);
    text = random.pick(mutations)(text, random, other.context.path.endsWith(ending) ? other.text : text);
  }
  return { text: text.slice(0, maxLength), context };
}
