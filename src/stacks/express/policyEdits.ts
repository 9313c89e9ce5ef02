import { removeEntry } from '../../policy/entries.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { Range, TextEdit } from '../../policy/range.ts';
import type { OriginLiteral, PolicyEdits } from '../../policy/types.ts';
import { listText, removeCall } from './edits.ts';
import type { Line } from './exchange.ts';
import { send, stranger, type PlaceRun } from './send.ts';

const allowOrigin = 'access-control-allow-origin';

/** The changes that a fix may want at one place. */
export function editsOf(text: string, runs: readonly PlaceRun[]): PolicyEdits {
  const lineOf = (name: string): Line | null => {
    const found = send(runs, requestFrom(stranger)).ways.flatMap(({ answer }) =>
      answer.lines.filter((line) => line.name.toLowerCase() === name),
    );
    return found.every((line) => line.range?.start === found[0]?.range?.start) ? (found[0] ?? null) : null;
  };
  const originValue = (edit: (range: Range) => string): readonly TextEdit[] | null => {
    const line = lineOf(allowOrigin);
    if (!line?.range || !line.remove || !isProperty(text, line.remove)) return null;
    return [{ ...line.range, text: edit(line.range) }];
  };
  return {
    dropCredentials() {
      const line = lineOf('access-control-allow-credentials');
      if (!line?.remove) return null;
      const edit = isProperty(text, line.remove)
        ? removeEntry(text, line.remove)
        : removeCall(text, line.remove);
      return edit && [edit];
    },
    allowOrigins: (origins) => originValue(() => listText(text, origins)),
    allowAny() {
      const any = listText(text, ['*']).slice(1, -1);
      const line = lineOf(allowOrigin);
      // What another file adds to the answers of a router is not known.
      const isWhole = runs.every(({ place }) => place.app.kind === 'app');
      if (!line?.range || !line.remove || !isWhole || !isWritten(text, line.remove))
        return originValue(() => any);
      return [{ ...line.range, text: any }];
    },
    varyByOrigin() {
      const line = lineOf(allowOrigin) ?? firstAllowed(runs);
      return line?.range ? varyAtStart(text, runs, line.range) : null;
    },
    replaceWithPattern(literal, source) {
      const quoted = quotedRange(text, literal);
      if (!quoted || !isAccepted(text, literal)) return null;
      return [{ ...quoted, text: `/${source.replaceAll('/', '\\/')}/` }];
    },
    removeOrigin(literal) {
      const quoted = quotedRange(text, literal);
      const edit = quoted && /[[,]\s*$/.test(text.slice(0, quoted.start)) ? removeEntry(text, quoted) : null;
      return edit && [edit];
    },
  };
}

/** The line that lets in an origin which the file names. */
function firstAllowed(runs: readonly PlaceRun[]): Line | null {
  const tests = send(runs, requestFrom(stranger)).ways.flatMap((way) => way.tests);
  for (const test of tests) {
    const origin = test.kind === 'equals' ? test.value : test.kind === 'part' ? test.mention : null;
    if (origin === null) continue;
    const lines = send(runs, requestFrom(origin)).ways.flatMap(({ answer }) => answer.lines);
    const line = lines.find(({ name }) => name.toLowerCase() === allowOrigin);
    if (line) return line;
  }
  return null;
}

/** Says `Vary: Origin` first thing in the handler that writes at `range`. */
function varyAtStart(text: string, runs: readonly PlaceRun[], range: Range): readonly TextEdit[] | null {
  const handlers = runs.flatMap(({ module }) =>
    module.apps.flatMap(({ layers }) => layers.flatMap((layer) => layer.handlers)),
  );
  for (const { value } of handlers) {
    if (value.type !== 'function' || value.node.range.start > range.start || value.node.range.end < range.end)
      continue;
    const [, response] = value.node.params;
    const { body } = value.node;
    const first = Array.isArray(body) ? (body as readonly { range: Range }[])[0] : undefined;
    if (response?.pattern.kind !== 'name' || !first) return null;
    const lineStart = text.lastIndexOf('\n', first.range.start - 1) + 1;
    const indent = text.slice(lineStart, first.range.start);
    if (indent.trim() !== '') return null;
    const statement = `${indent}${response.pattern.name}.vary('Origin');\n`;
    return [{ start: lineStart, end: lineStart, text: statement }];
  }
  return null;
}

/** `key: value` in an object literal, not a call. */
function isProperty(text: string, { start, end }: Range): boolean {
  return /^(?:['"]?[\w$-]+['"]?\s*:|credentials$|origin$)/.test(text.slice(start, end));
}

/** A call that writes one header. */
function isWritten(text: string, { start, end }: Range): boolean {
  return /^[\w$]+\.(?:set|header|setHeader)\(\s*['"`]/.test(text.slice(start, end));
}

function quotedRange(text: string, { range }: OriginLiteral): Range | null {
  const quote = text[range.start - 1];
  const isQuoted = quote !== undefined && /['"`]/.test(quote) && text[range.end] === quote;
  return isQuoted ? { start: range.start - 1, end: range.end + 1 } : null;
}

/** The cors package takes patterns; a comparison in code does not. */
function isAccepted(text: string, { range }: OriginLiteral): boolean {
  return /\borigin['"]?\s*:\s*(?:\[[^\]]*)?['"`]$/.test(text.slice(0, range.start));
}
