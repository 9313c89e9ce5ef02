import { allowedCaller, isReadable, moveTo, type Caller } from '../policy/caller.ts';
import { moveToFront } from './cors-after-auth.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { holds, isWithin, layerOf } from './lib/order.ts';
import type { Range } from '../policy/range.ts';
import { requestFrom } from '../policy/grant.ts';
import type { Policy } from '../policy/types.ts';
import type { ExpressReading, Route } from '../stacks/express/read.ts';
import type { Layer } from '../stacks/express/values.ts';
import type { Rule } from './types.ts';

export const corsAfterRoutes: Rule = {
  meta: {
    id: 'cors-after-routes',
    title: 'CORS headers are added behind routes, which have answered by then',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      late: '{method} {path} from {origin} is blocked: that route answers before this adds CORS headers.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    for (const policy of reading?.policies ?? []) {
      if (!reading || policy.label !== 'the app') continue;
      const caller = allowedCaller([policy], policy, 'GET');
      const found = caller && firstBefore(reading, policy, caller);
      if (!found) continue;
      const { route, layer } = found;
      context.report({
        range: firstLine(context.text, placeOf(reading, policy)),
        messageId: 'late',
        data: { method: route.method, path: route.path, origin: caller.name },
        related: [{ range: firstLine(context.text, layer.range), message: 'This route answers first.' }],
        fixes: moveToFront(context, reading, policy.range, layer.range),
      });
    }
  },
};

/** Where the headers are set; the line that mounts them where that stands elsewhere. */
function placeOf(reading: ExpressReading, { range }: Policy): Range {
  const layer = layerOf(reading, range);
  const isFunction = layer?.handlers.some(
    ({ value }) => value.type === 'function' && isWithin(range, value.node.range),
  );
  return layer && isFunction && !isWithin(range, layer.range) ? layer.range : range;
}

/** Paths that programs ask for, not pages: what stands at them is often left out of CORS on purpose. */
const forPrograms =
  /\/(?:health\w*|livez?|live|readyz?|ready|alive|ping|status|metrics|webhooks?|hooks?)(?:\/|$)/i;

/** The first route in front of the policy that answers without the headers that the policy would add. */
function firstBefore(reading: ExpressReading, policy: Policy, caller: Caller): Found | undefined {
  const { layers } = reading.apps.find((app) => app.layers.some((layer) => holds(layer, policy.range))) ?? {};
  if (!layers) return undefined;
  const inFront = layers.slice(
    0,
    layers.findIndex((layer) => holds(layer, policy.range)),
  );
  if (!inFront.some(mayRoute)) return undefined;
  for (const route of reading.mountedRoutes()) {
    const layer = inFront.find((one) => leadsTo(one, route.layer));
    const page = moveTo(route, caller);
    if (!layer || forPrograms.test(route.path) || isReadable(page, route.method)) continue;
    const { unknown } = page.answer(requestFrom(page.origin, { method: route.method }));
    if (unknown.length === 0) return { route, layer };
  }
  return undefined;
}

interface Found {
  readonly route: Route;
  /** Of the app: the route itself, or the router that it stands in. */
  readonly layer: Layer;
}

function mayRoute({ kind, handlers }: Layer): boolean {
  return kind === 'route' || handlers.some(({ value }) => value.type === 'host' && value.app !== undefined);
}

function leadsTo(layer: Layer, wanted: Layer): boolean {
  if (layer === wanted) return true;
  return layer.handlers.some(
    ({ value }) => value.type === 'host' && value.app?.layers.some((inner) => leadsTo(inner, wanted)),
  );
}
