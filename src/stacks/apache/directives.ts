import { parseExpr, parseValue } from './expr.ts';
import type { Condition, Doubt, EnvOp, HeaderAction, HeaderOp, TemplatePart, VariableSet } from './model.ts';
import { isPlainText, pattern } from './pattern.ts';
import { onOneLine, type Directive, type Word } from './scan.ts';

const actions: ReadonlySet<string> = new Set([
  'set',
  'append',
  'merge',
  'add',
  'unset',
  'setifempty',
  'edit',
  'edit*',
  'echo',
  'note',
]);

/** Reads a `Header` directive; null when it is half-typed or Apache would refuse it. */
export function headerOp(source: string, directive: Directive, doubt: Doubt): HeaderOp | null {
  const words = [...directive.words];
  const first = words[0];
  if (!first) return null;
  const named = /^(always|onsuccess)$/i.test(first.text);
  if (named) words.shift();
  const [verb, nameWord] = words;
  const action = verb?.text.toLowerCase() ?? '';
  if (!verb || !nameWord || !isAction(action)) return null;
  const takesValue = action !== 'unset' && action !== 'echo';
  const valueWord = takesValue ? words[2] : undefined;
  if (takesValue && !valueWord) return null;
  const rest = words.slice(action.startsWith('edit') ? 4 : takesValue ? 3 : 2);
  if (rest.length > 1) return null;
  const conditionWord = rest[0] ?? null;
  const condition = conditionWord && conditionOf(conditionWord);
  if (conditionWord && !condition) return null;
  return {
    directive,
    range: onOneLine(source, directive.range),
    table: named && first.text.toLowerCase() === 'always' ? 'always' : 'onsuccess',
    action,
    actionWord: named ? first : verb,
    name: nameWord.text.replace(/:$/, ''),
    nameWord,
    value: valueWord ? templateOf(valueWord) : [],
    valueWord: valueWord ?? null,
    condition,
    conditionWord,
    doubt,
  };
}

function isAction(text: string): text is HeaderAction {
  return actions.has(text);
}

function conditionOf(word: Word): Condition | null {
  if (word.open) return { kind: 'unknown', why: `${word.text} is not defined in this file` };
  const env = /^env=(!?)(.+)$/is.exec(word.text);
  if (env) {
    const start = word.range.start + 'env='.length + (env[1] ?? '').length;
    return {
      kind: 'env',
      name: env[2] ?? '',
      negated: env[1] === '!',
      range: { start, end: word.range.end },
    };
  }
  if (/^expr=/i.test(word.text)) {
    return { kind: 'expr', expr: parseExpr(word.text.slice(5)), word, offset: 5 };
  }
  return /^early$/i.test(word.text)
    ? { kind: 'unknown', why: '`early` runs before this file is read' }
    : null;
}

function templateOf(word: Word): readonly TemplatePart[] {
  if (word.open)
    return [{ kind: 'unknown', why: `${word.text} holds a variable that this file does not define` }];
  if (/^expr=/i.test(word.text)) return [{ kind: 'value', value: parseValue(word.text.slice(5), 5) }];
  const parts: TemplatePart[] = [];
  const format = /%(?:%|\{([^}]*)\}([a-zA-Z])|([a-zA-Z]))|[^%]+|%/g;
  for (const [whole, argument, letter] of word.text.matchAll(format)) {
    if (whole === '%%') parts.push({ kind: 'text', text: '%' });
    else if (!whole.startsWith('%')) parts.push({ kind: 'text', text: whole });
    else if (letter === 'e' && argument !== undefined) parts.push({ kind: 'env', name: argument });
    else parts.push({ kind: 'unknown', why: `\`${whole}\` is filled in for each request` });
  }
  return parts;
}

/** Reads SetEnvIf, SetEnvIfNoCase, SetEnvIfExpr, BrowserMatch, SetEnv, UnsetEnv and PassEnv; empty for anything else. */
export function envOps(directive: Directive, doubt: Doubt): readonly EnvOp[] {
  const [first, second, ...rest] = directive.words;
  switch (directive.name) {
    case 'setenvif':
    case 'setenvifnocase': {
      if (!first || !second || second.text === '' || rest.length === 0) return [];
      const nothing =
        second.open || first.open ? 'it holds a variable that this file does not define' : doubt;
      return [setEnvIf(directive, first.text, second, rest, directive.name.endsWith('nocase'), nothing)];
    }
    case 'browsermatch':
    case 'browsermatchnocase': {
      if (!first || !second) return [];
      return [
        setEnvIf(directive, 'User-Agent', first, [second, ...rest], directive.name.endsWith('nocase'), doubt),
      ];
    }
    case 'setenvifexpr':
      if (!first || !second) return [];
      return [
        {
          kind: 'setenvifexpr',
          directive,
          expr: parseExpr(first.text),
          sets: [second, ...rest].map(variableSet),
          doubt,
        },
      ];
    case 'setenv':
      if (!first) return [];
      return [
        {
          kind: 'setenv',
          directive,
          name: first.text,
          value: second?.open ? null : (second?.text ?? ''),
          doubt,
        },
      ];
    case 'passenv':
      return directive.words.map((word) => ({
        kind: 'setenv',
        directive,
        name: word.text,
        value: null,
        doubt,
      }));
    case 'unsetenv':
      return directive.words.map((word) => ({
        kind: 'unsetenv',
        directive,
        name: word.text,
        value: null,
        doubt,
      }));
    default:
      return [];
  }
}

function setEnvIf(
  directive: Directive,
  attribute: string,
  patternWord: Word,
  sets: readonly Word[],
  ignoreCase: boolean,
  doubt: Doubt,
): EnvOp {
  return {
    kind: 'setenvif',
    directive,
    attribute,
    pattern: pattern(patternWord.text, ignoreCase),
    patternWord,
    plainText: isPlainText(patternWord.text),
    sets: sets.map(variableSet),
    doubt,
  };
}

function variableSet(word: Word): VariableSet {
  if (word.text.startsWith('!')) return { name: word.text.slice(1), value: null, word };
  const equals = word.text.indexOf('=');
  if (equals < 0) return { name: word.text, value: '1', word };
  return { name: word.text.slice(0, equals), value: word.text.slice(equals + 1), word };
}
