import type { Range } from '../policy/range.ts';
import type { ReadContext } from '../policy/types.ts';
import { routesIn, type SourceRoute } from '../stacks/registry.ts';
import { portsIn } from './listens.ts';
import { serverIn } from './where.ts';

/** A route of an application, and where it can be called. */
export interface RouteUrl {
  readonly range: Range;
  readonly method: string;
  readonly url: string;
}

/** What `uvicorn` and `fastapi dev` listen on when nobody says otherwise. */
const uvicornPort = 8000;

/**
 * The routes of a file that lead to a URL, in source order: on `base`, or on the port of this machine that the file names. Parameters in
 * paths are “1”. Empty where neither is known.
 */
export function routeUrls(text: string, context: ReadContext, base: string | null): readonly RouteUrl[] {
  const stack = serverIn(context.path, text);
  if (stack === null) return [];
  const [port = stack === 'fastapi' ? uvicornPort : null] = portsIn(text);
  const start = base ?? (port === null ? null : `http://localhost:${port}`);
  if (start === null || !URL.canParse(start)) return [];
  return routesIn(stack, text, context)
    .map(({ range, method, path }) => ({ range, method, url: urlOf(path, start) }))
    .sort((a, b) => a.range.start - b.range.start);
}

function urlOf(path: SourceRoute['path'], base: string): string {
  const filled = path.replace(/:\w+(?:\([^)]*\))?\??|\{\*?\w+(?::\w+)?\}/g, '1').replace(/\*\w*/g, '1');
  return `${base.replace(/\/+$/, '')}${filled.startsWith('/') ? '' : '/'}${filled}`;
}
