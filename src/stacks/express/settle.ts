import { normalise, type PolicySpec } from '../../policy/spec.ts';
import { regexText } from './style.ts';

/** With options of the `cors` package, or with a middleware that sets headers. */
export type Kind = 'cors' | 'headers';

/** The package's own list (cors 2.8.6, `defaults`). */
const packageMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** What becomes of `spec` in Express: what it leaves open is filled in, what cannot be said is replaced. In normal form. */
export function settle(spec: PolicySpec, kind: Kind): PolicySpec {
  const { origins, methods, allowHeaders } = spec;
  const isPackage = kind === 'cors';
  return normalise({
    ...spec,
    origins: typeof origins === 'string' ? origins : origins.filter((entry) => !isForeign(entry)),
    methods:
      methods === null || (isPackage && methods === 'mirror') ? (isPackage ? packageMethods : []) : methods,
    allowHeaders: allowHeaders ?? (isPackage ? 'mirror' : []),
  });
}

/** One sentence for each part of `spec` that `settle` replaces. */
export function notListed(spec: PolicySpec, kind: Kind): readonly string[] {
  const notes: string[] = [];
  if (kind === 'cors' && spec.methods === 'mirror') {
    notes.push(
      `The cors package lists methods, so it allows ${packageMethods.join(', ')}: name others in methods.`,
    );
  }
  if (typeof spec.origins !== 'string') {
    for (const entry of spec.origins) {
      if ('pattern' in entry && isForeign(entry))
        notes.push(`The pattern ${entry.pattern} is no regular expression of JavaScript and is left out.`);
    }
  }
  return notes;
}

function isForeign(entry: Exclude<PolicySpec['origins'], string>[number]): boolean {
  return 'pattern' in entry && regexText(entry.pattern, entry.ignoreCase) === null;
}
