import { fitsRoute, tailsOf, type Answering, type Target } from '../../policy/answering.ts';
import type { PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import type { FastApiReading } from './read.ts';

/** CORSMiddleware answers for every path of its application; where there is none, the application itself is the place. */
export function answering(
  { installs, source }: FastApiReading,
  { path, method }: Target,
): readonly Answering[] {
  if (installs.length === 0) return bareApps(source.text);
  return installs.map(({ policy, routes }): Answering => {
    const named = routes.some(
      (route) => route.method === method && tailsOf(path).some((tail) => fitsRoute(route.path, tail)),
    );
    return {
      label: policy.label,
      range: policy.range,
      fit: named ? 2 : 1,
      policy,
      answer: (request) => policy.answer(request),
    };
  });
}

function bareApps(text: string): readonly Answering[] {
  const match = /^[ \t]*\w+(?:\s*:\s*[\w.]+)?\s*=\s*(?:fastapi\.)?FastAPI\s*\(/m.exec(text);
  if (match === null) return [];
  const range = { start: match.index, end: match.index + match[0].length };
  return [{ label: 'the application', range, fit: 1, policy: null, answer: withoutCors }];
}

function withoutCors({ handler }: PolicyRequest): PolicyResponse {
  return { status: handler.does === 'answer' ? handler.status : 500, headers: [], lost: [], unknown: [] };
}
