/** The words of the first command in `text`. */
export interface ShellWords {
  readonly words: readonly string[];
  /** Variables that the shell would fill in, such as `$TOKEN`. */
  readonly variables: readonly string[];
  /** A quote that nothing closes. */
  readonly unclosed: boolean;
}

const ansiEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Splits as a POSIX shell does, with bash's `$'…'`, up to the end of the first command. Nothing is expanded. */
export function posixWords(text: string): ShellWords {
  const words: string[] = [];
  const variables = new Set<string>();
  let word: string | null = null;
  let unclosed = false;
  const note = (piece: string): void => {
    for (const [name] of piece.matchAll(/\$(?:\w+|\{\w+\})/g)) variables.add(name);
  };
  const part =
    /\\(?:\r\n|\n)|\\([^])|\$'((?:[^'\\]|\\[^])*)('?)|'([^']*)('?)|"((?:[^"\\]|\\[^])*)("?)|([^\S\n]+)|(\n|[;|&<>])|([^\s\\'";|&<>$]+|\$)/g;
  for (const match of text.matchAll(part)) {
    const [, escaped, ansi, ansiEnd, single, singleEnd, double, doubleEnd, space, end, plain] = match;
    if (end !== undefined) {
      // An `&` in a URL that nobody quoted belongs to the URL.
      if (end === '&' && word !== null && /^https?:/.test(word)) word += end;
      else if (word !== null || words.length > 0) break;
    } else if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else if (escaped !== undefined) word = (word ?? '') + escaped;
    else if (ansi !== undefined) word = (word ?? '') + unescapeAnsi(ansi);
    else if (single !== undefined) word = (word ?? '') + single;
    else if (double !== undefined) {
      note(double);
      word = (word ?? '') + double.replace(/\\(?:\r?\n|([$`"\\!]))/g, '$1');
    } else if (plain !== undefined) word = (word ?? '') + plain;
    if (ansiEnd === '' || singleEnd === '' || doubleEnd === '') unclosed = true;
  }
  if (word !== null) words.push(word);
  return { words, variables: [...variables], unclosed };
}

function unescapeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/g,
    (_, hex?: string, four?: string, eight?: string, octal?: string, one?: string) => {
      const digits = hex ?? four ?? eight;
      if (digits !== undefined) return String.fromCodePoint(Math.min(parseInt(digits, 16), 0x10ffff));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
      return ansiEscapes[one ?? ''] ?? one ?? '';
    },
  );
}

/** True for a command as browsers write it for cmd.exe, where `^` escapes. */
export function isForCmd(text: string): boolean {
  return /^\S+\s+\^"|\s\^\r?\n/.test(text);
}

/** Splits a command for cmd.exe: carets first, then quotes as programs read them. */
export function cmdWords(text: string): ShellWords {
  const line = text
    // A line break inside of an argument is a caret and two of them.
    .replace(/\^(\r?\n)(\r?\n)?|\^([^])/g, (_, first?: string, second?: string, one?: string) =>
      first === undefined ? (one ?? '') : second === undefined ? ' ' : '\n',
    );
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (const [part] of line.matchAll(/\\["\\]|""|"|\s|[^\s"\\]+|\\/g)) {
    if (part === '""' && quoted) word += '"';
    else if (part === '""') word ??= '';
    else if (part === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /^\s$/.test(part)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (/^\\./.test(part) ? part.slice(1) : part);
  }
  if (word !== null) words.push(word);
  return { words, variables: [], unclosed: quoted };
}
