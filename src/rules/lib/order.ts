import type { Range } from '../../policy/range.ts';
import type { ExpressReading } from '../../stacks/express/read.ts';
import { makesPolicy } from './expressApp.ts';
import type { Argument, Layer } from '../../stacks/express/values.ts';

/** The layer that a place in the text belongs to: it stands in the call, or in a function that the call names. */
export function layerOf({ apps }: ExpressReading, range: Range): Layer | undefined {
  return apps.flatMap(({ layers }) => layers).find((layer) => holds(layer, range));
}

export function holds({ range, handlers }: Layer, wanted: Range): boolean {
  return isWithin(wanted, range) || handlers.some((handler) => isOf(handler, wanted));
}

/** Whether a request comes to `one` before it comes to `other`; by their places in the text where the file does not tell. */
export function isBefore(reading: ExpressReading, one: Range, other: Range): boolean {
  for (const { layers } of reading.apps) {
    const [a, b] = [one, other].map((range) => layers.findIndex((layer) => holds(layer, range)));
    if (a === undefined || b === undefined || a < 0 || b < 0) continue;
    if (a !== b) return a < b;
    const handlers = layers[a]?.handlers ?? [];
    const [first, second] = [one, other].map((range) =>
      handlers.findIndex((handler) => isOf(handler, range)),
    );
    if (first !== undefined && second !== undefined && first >= 0 && second >= 0) return first < second;
  }
  return one.end < other.start;
}

function isOf(handler: Argument, wanted: Range): boolean {
  const { value, range } = handler;
  if (isWithin(wanted, range) || makesPolicy(handler, wanted)) return true;
  return value.type === 'function' && isWithin(wanted, value.node.range);
}

export function isWithin(inner: Range, { start, end }: Range): boolean {
  return start <= inner.start && end >= inner.end;
}
