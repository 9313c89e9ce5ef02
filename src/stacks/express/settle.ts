import { leftOut, originsFor, type Knows } from '../../policy/settle.ts';
import { normalise, type PolicySpec } from '../../policy/spec.ts';
import { regexText } from './style.ts';

/** With options of the `cors` package, or with a middleware that sets headers. */
export type Kind = 'cors' | 'headers';

/** The package's own list (cors 2.8.6, `defaults`). */
const packageMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** What becomes of `spec` in Express: what it leaves open is filled in, what cannot be said is replaced. In normal form. */
export function settle(spec: PolicySpec, kind: Kind): PolicySpec {
  const { methods, allowHeaders } = spec;
  const isPackage = kind === 'cors';
  return normalise({
    ...spec,
    origins: originsFor(spec, knows),
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
  return [...notes, ...leftOut(spec, knows, 'JavaScript')];
}

/** Whether JavaScript has the pattern. */
export const knows: Knows = (pattern, ignoreCase) => regexText(pattern, ignoreCase) !== null;
