import type { TextEdit } from '../../policy/range.ts';
import type { PolicySpec } from '../../policy/spec.ts';
import { isSame, type Turn } from '../../policy/specChange.ts';
import { originsFor } from '../../policy/settle.ts';
import type { Policy, ReadContext } from '../../policy/types.ts';
import type { Changes } from './changes.ts';
import type { Parameter } from './options.ts';
import { read } from './read.ts';
import { isEverything, knows, methodsOf } from './settle.ts';
import { rawText, regexOf } from './writePattern.ts';

/**
 * Edits that make `wanted` of a CORSMiddleware by changing its arguments, or the constants that they name. Null where an
 * argument is stated in a way that does not lend itself.
 */
export function change(
  text: string,
  context: ReadContext,
  policy: Policy,
  { current, wanted, target }: Turn,
): readonly TextEdit[] | null {
  const install = read(text, context).installs.find(
    (one) => one.policy.range.start === policy.range.start && one.policy.label === policy.label,
  );
  if (!install) return null;
  const { changes } = install;
  const edits: (readonly TextEdit[] | null)[] = [];
  const list = (parameter: Parameter, names: PolicySpec['methods']): void => {
    const all = isEverything(names) ? ['*'] : names;
    edits.push(Array.isArray(all) ? changes.becomeList(parameter, all) : null);
  };
  if (!isSame(current.origins, target.origins)) edits.push(originEdits(changes, wanted));
  if (!isSame(current.methods, target.methods))
    list('allow_methods', isEverything(wanted.methods) ? 'mirror' : methodsOf(wanted));
  if (!isSame(current.allowHeaders, target.allowHeaders)) list('allow_headers', wanted.allowHeaders);
  if (!isSame(current.exposeHeaders, target.exposeHeaders)) list('expose_headers', wanted.exposeHeaders);
  if (current.credentials !== target.credentials)
    edits.push(changes.become('allow_credentials', target.credentials ? 'True' : 'False'));
  if (current.maxAge !== target.maxAge) edits.push(changes.become('max_age', String(target.maxAge)));
  return edits.includes(null) ? null : edits.flatMap((some) => some ?? []);
}

function originEdits(changes: Changes, wanted: PolicySpec): readonly TextEdit[] | null {
  const origins = originsFor(wanted, knows);
  if (origins === 'any') return changes.becomeList('allow_origins', ['*']);
  const entries = origins === 'reflect' ? [{ pattern: '', ignoreCase: false }] : origins;
  const literals = entries.flatMap((entry) => ('literal' in entry ? [entry.literal] : []));
  const patterns = entries.flatMap((entry) => ('pattern' in entry ? [entry] : []));
  const regex = patterns.length === 0 ? null : regexOf(patterns);
  const list = changes.becomeList('allow_origins', literals);
  const pattern = changes.become('allow_origin_regex', regex === null ? null : rawText(regex, changes.quote));
  return list && pattern && [...list, ...pattern];
}
