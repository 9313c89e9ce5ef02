/** A stretch of a text that is in the other one too, or not. */
export interface Part {
  readonly text: string;
  readonly changed: boolean;
}

export interface Difference {
  readonly have: readonly Part[];
  readonly need: readonly Part[];
}

/** Of words and marks. The table below grows with the product of the lengths. */
const maxTokens = 400;

/**
 * What differs between a value and what it has to be: word by word, and within a word by its beginning and end. Where they have little
 * in common, all of both is changed: a letter here and there that happens to agree would only confuse.
 */
export function difference(have: string, need: string): Difference {
  const from = tokensOf(have);
  const to = tokensOf(need);
  const common = from.length <= maxTokens && to.length <= maxTokens ? commonTokens(from, to) : [];
  const found = { have: [] as Part[], need: [] as Part[] };
  let [i, j] = [0, 0];
  for (const [a, b] of [...common, [from.length, to.length] as const]) {
    const gap = refined(from.slice(i, a).join(''), to.slice(j, b).join(''));
    found.have.push(...gap.have, ...kept(from[a]));
    found.need.push(...gap.need, ...kept(to[b]));
    [i, j] = [a + 1, b + 1];
  }
  const both = lengthOfKept(found.have);
  const alike = both === have.length || 4 * both >= have.length + need.length;
  return alike
    ? { have: joined(found.have), need: joined(found.need) }
    : { have: changed(have), need: changed(need) };
}

function tokensOf(text: string): readonly string[] {
  return text.match(/[\w-]+|[^]/g) ?? [];
}

/** Pairs of indexes of a longest common subsequence. */
function commonTokens(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Two texts that differ, without what they begin and end with alike. */
function refined(have: string, need: string): Difference {
  let start = 0;
  while (start < have.length && have[start] === need[start]) start++;
  let end = 0;
  while (end < Math.min(have.length, need.length) - start && have.at(-1 - end) === need.at(-1 - end)) end++;
  const cut = (text: string): Part[] => [
    ...kept(text.slice(0, start)),
    ...changed(text.slice(start, text.length - end)),
    ...kept(text.slice(text.length - end)),
  ];
  return { have: cut(have), need: cut(need) };
}

function kept(text: string | undefined): Part[] {
  return text === undefined || text === '' ? [] : [{ text, changed: false }];
}

function changed(text: string): Part[] {
  return text === '' ? [] : [{ text, changed: true }];
}

function lengthOfKept(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (part.changed ? 0 : part.text.length), 0);
}

/** Neighbours of a kind in one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last?.changed === part.changed) found[found.length - 1] = { ...part, text: last.text + part.text };
    else found.push(part);
  }
  return found;
}
