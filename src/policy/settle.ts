import { normalise, type OriginSpec, type PolicySpec } from './spec.ts';
import { spellOrigins } from './specOrigins.ts';

/** Whether a stack can look for a pattern as it is meant. */
export type Knows = (pattern: string, ignoreCase: boolean) => boolean;

/** The origins in the order in which they are to be written, without patterns that the stack has no words for. */
export function originsFor(spec: PolicySpec, knows: Knows): PolicySpec['origins'] {
  const origins = spellOrigins(spec.origins);
  return typeof origins === 'string' ? origins : origins.filter((entry) => isKnown(entry, knows));
}

/** One sentence for each pattern that `originsFor` leaves out. */
export function leftOut(spec: PolicySpec, knows: Knows, stack: string): readonly string[] {
  const origins = spellOrigins(spec.origins);
  if (typeof origins === 'string') return [];
  return origins.flatMap((entry) =>
    'pattern' in entry && !isKnown(entry, knows)
      ? [`The pattern ${entry.pattern} is left out: ${stack} has no such expression.`]
      : [],
  );
}

/** What becomes of `spec` on a server that sends no CORS header by itself. In normal form. */
export function settlePlain(spec: PolicySpec, knows: Knows): PolicySpec {
  return normalise({
    ...spec,
    origins: originsFor(spec, knows),
    methods: spec.methods ?? [],
    allowHeaders: spec.allowHeaders ?? [],
  });
}

function isKnown(entry: OriginSpec, knows: Knows): boolean {
  return 'literal' in entry || knows(entry.pattern, entry.ignoreCase);
}
