import type { TextEdit } from '../../policy/range.ts';
import type { OriginLiteral, OriginMatcher, PolicyEdits } from '../../policy/types.ts';
import { effective, sentName } from './headers.ts';
import type { AddHeader, Level, Model } from './model.ts';
import { allowOriginHeaders, ifsOf, type PlacedHeader } from './origins.ts';
import { indentUnit, insertAbove, insertBelow, newlineOf, removal } from './text.ts';

/** The changes that rules ask of a location. `origins` are its matchers, as `originsOf` finds them. */
export function editsOf(
  text: string,
  model: Model,
  level: Level,
  origins: readonly OriginMatcher[],
): PolicyEdits {
  return {
    dropCredentials: () => dropCredentials(text, level),
    allowOrigins: (wanted) => allowOrigins(text, model, level, wanted),
    allowAny: () => allowAny(level),
    replaceWithPattern: (literal, source) => replaceWithPattern(text, model, level, literal, source),
    varyByOrigin: () => varyByOrigin(text, level),
    removeOrigin: (literal) => (origins.includes(literal) ? removeOrigin(text, model, literal) : null),
  };
}

function dropCredentials(text: string, level: Level): readonly TextEdit[] | null {
  const headers = [level, ...ifsOf(level.steps)].flatMap((one) => effective(one).headers);
  const found = [...new Set(headers)].filter((header) => named(header, 'access-control-allow-credentials'));
  const levels = [level, ...ancestors(level), ...ifsOf(level.steps)];
  // Without a list of its own a level would take over the outer one: more than was asked for.
  const empties = levels.some(
    (one) => one.headers.length > 0 && one.headers.every((header) => found.includes(header)),
  );
  if (found.length === 0 || empties) return null;
  return found.map((header) => removal(text, header.directive.range));
}

function allowAny(level: Level): readonly TextEdit[] | null {
  const headers = allowOriginHeaders(level);
  if (headers.length === 0) return null;
  return headers.map(({ header }) => ({ ...header.value.range, text: '*' }));
}

function allowOrigins(
  text: string,
  model: Model,
  level: Level,
  wanted: readonly string[],
): readonly TextEdit[] | null {
  const [only, ...more] = wanted;
  const headers = allowOriginHeaders(level);
  if (only === undefined || headers.length === 0) return null;
  if (more.length === 0) return headers.map(({ header }) => ({ ...header.value.range, text: `"${only}"` }));
  const entries = wanted.map((origin) => `"${origin}" $http_origin;`);
  return chooseByMap(text, model, headers, entries);
}

/**
 * Puts a `map` before the first server that gives the origin itself when one of `entries` takes it, and sends that.
 * Null in a snippet, which has no place for a map.
 */
export function chooseByMap(
  text: string,
  model: Model,
  headers: readonly PlacedHeader[],
  entries: readonly string[],
): readonly TextEdit[] | null {
  if (model.mapSite === null) return null;
  const variable = freshVariable(text);
  const unit = indentUnit(text);
  const lines = [
    `map $http_origin ${variable} {`,
    ...['default "";', ...entries].map((line) => unit + line),
    '}',
  ];
  const above = insertAbove(text, model.mapSite, lines);
  const edits: TextEdit[] = [{ ...above, text: withBlankLine(above.text, newlineOf(text)) }];
  for (const { header, from } of headers) {
    edits.push({ ...header.value.range, text: variable });
    if (!variesByOrigin(from)) edits.push(insertBelow(text, header.directive.range, [varyLine]));
  }
  return edits;
}

/** Leaves an empty line between the inserted block and the server below it. */
function withBlankLine(inserted: string, newline: string): string {
  const lastLine = inserted.lastIndexOf(newline);
  return inserted.slice(0, lastLine) + newline + inserted.slice(lastLine);
}

const varyLine = 'add_header Vary Origin always;';

/** `Vary: Origin` in the location and in each of its ifs that has a list of its own; null where a new list would drop the outer one. */
function varyByOrigin(text: string, level: Level): readonly TextEdit[] | null {
  const lacking = [level, ...ifsOf(level.steps)].filter((one) => !variesByOrigin(one));
  const edits: TextEdit[] = [];
  for (const one of lacking) {
    const { headers } = effective(one);
    const at = headers.find((header) => named(header, 'access-control-allow-origin')) ?? headers.at(-1);
    if (at) edits.push(insertBelow(text, at.directive.range, [varyLine]));
    else if (one.kind === 'location' || one.kind === 'server') edits.push(...varyInside(text, one));
  }
  const distinct = new Map(edits.map((edit) => [edit.start, edit]));
  return distinct.size > 0 ? [...distinct.values()] : null;
}

/** As the first line of a block that sends no header yet. */
function varyInside(text: string, level: Level): readonly TextEdit[] {
  const inner = level.directive?.block?.directives[0];
  return inner ? [insertAbove(text, inner.range.start, [varyLine])] : [];
}

/** Whether a level sends `Vary: Origin` already. */
export function variesByOrigin(level: Level): boolean {
  return effective(level).headers.some(
    (header) => named(header, 'vary') && /\borigin\b|\*/i.test(header.value.value),
  );
}

/** A variable for origins that the file does not use yet, with its `$`. */
export function freshVariable(text: string): string {
  for (let count = 1; ; count += 1) {
    const name = `$cors_origin${count === 1 ? '' : count}`;
    if (!text.includes(name)) return name;
  }
}

function replaceWithPattern(
  text: string,
  model: Model,
  level: Level,
  literal: OriginLiteral,
  source: string,
): readonly TextEdit[] | null {
  for (const map of model.maps.values()) {
    const entry = map.entries.find((one) => one.key.inner.end === literal.range.end);
    if (entry) return [{ ...entry.key.range, text: `"~${source}"` }];
  }
  const sent = allowOriginHeaders(level).find(
    ({ header }) => header.value.inner.start === literal.range.start,
  );
  return sent ? chooseByMap(text, model, [sent], [`"~${source}" $http_origin;`]) : null;
}

function removeOrigin(text: string, model: Model, literal: OriginLiteral): readonly TextEdit[] | null {
  for (const map of model.maps.values()) {
    const entry = map.entries.find((one) => one.key.inner.end === literal.range.end);
    if (entry) return [removal(text, entry.directive.range)];
    if (map.fallback?.value.inner.start === literal.range.start)
      return [{ ...map.fallback.value.range, text: '""' }];
  }
  return null;
}

function named(header: AddHeader, name: string): boolean {
  return sentName(header).toLowerCase() === name;
}

function ancestors(level: Level): readonly Level[] {
  const found: Level[] = [];
  for (let at = level.parent; at; at = at.parent) found.push(at);
  return found;
}
