import type { OriginSpec, PolicySpec } from './spec.ts';

/** What a policy is, what it is to be, and what that comes to on its stack; the first and the last in normal form. */
export interface Turn {
  readonly current: PolicySpec;
  /** Leaves nothing open. */
  readonly wanted: PolicySpec;
  readonly target: PolicySpec;
}

/** `wanted` with what it leaves open as the policy has it now. */
export function completed(current: PolicySpec, wanted: PolicySpec): PolicySpec {
  return {
    ...wanted,
    methods: wanted.methods ?? current.methods,
    allowHeaders: wanted.allowHeaders ?? current.allowHeaders,
    maxAge: wanted.maxAge ?? current.maxAge,
  };
}

/** Entries to add to a list and to take from it. */
export interface ListChange<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** What makes `wanted` of `current`; `key` tells entries apart. */
export function listChange<T>(
  current: readonly T[],
  wanted: readonly T[],
  key: (entry: T) => string,
): ListChange<T> {
  const has = (entries: readonly T[], entry: T): boolean => entries.some((one) => key(one) === key(entry));
  return {
    added: wanted.filter((entry) => !has(current, entry)),
    removed: current.filter((entry) => !has(wanted, entry)),
  };
}

/** Tells origins apart. */
export function originKey(entry: OriginSpec): string {
  return JSON.stringify(entry);
}

/** True when two parts of policies in normal form say the same. */
export function isSame(a: PolicySpec[keyof PolicySpec], b: PolicySpec[keyof PolicySpec]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The header that says each part but the origins. */
export const headerOfPart = {
  credentials: 'Access-Control-Allow-Credentials',
  methods: 'Access-Control-Allow-Methods',
  allowHeaders: 'Access-Control-Allow-Headers',
  exposeHeaders: 'Access-Control-Expose-Headers',
  maxAge: 'Access-Control-Max-Age',
} as const;

/** The parts beside the origins in which two policies in normal form differ. */
export function changedParts(a: PolicySpec, b: PolicySpec): readonly (keyof typeof headerOfPart)[] {
  const parts = ['credentials', 'methods', 'allowHeaders', 'exposeHeaders', 'maxAge'] as const;
  return parts.filter((part) => !isSame(a[part], b[part]));
}
