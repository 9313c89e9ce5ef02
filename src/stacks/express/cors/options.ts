import type { Range } from '../../../policy/range.ts';
import type { Answer } from '../exchange.ts';
import { isNothing, type Argument, type ObjectValue, type Property } from '../values.ts';

export interface Options {
  /** The value of an option, or null when it is left at its default. */
  read(name: string): Property | null;
  readonly open: boolean;
}

/** What the package is given; null when that is not known. */
export function optionsOf(options: Argument | null): Options | null {
  const value = options?.value;
  if (!value || isNothing(value)) return { read: () => null, open: false };
  if (value.type === 'unknown') return null;
  const object: ObjectValue | null = value.type === 'object' ? value : null;
  return {
    read: (name) => object?.properties.get(name) ?? null,
    open: object?.open ?? false,
  };
}

/** Something unknown was spread in: options that are not seen may be set. */
export function markOpen(options: Options, answer: Answer, range: Range): void {
  const why = 'options that are spread in';
  const about = {
    origin: 'Access-Control-Allow-Origin',
    credentials: 'Access-Control-Allow-Credentials',
    methods: 'Access-Control-Allow-Methods',
    allowedHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
  };
  for (const [name, header] of Object.entries(about)) {
    if (name === 'origin' && answer.meantOrigin !== null) continue;
    if (!options.read(name)) answer.unknown.push({ about: header, why, range });
  }
}
