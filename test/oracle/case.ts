import type { Answer, CorsRequest, Exchange, HeaderLine } from '../../src/cors/types.ts';

/**
 * One exchange, with placeholders in every string: `{A}` is the page's origin, `{B}` and `{C}` two others, `{a}`, `{b}`, `{c}` the
 * same without scheme, and `{id}` a path segment that is different in each run.
 */
export interface Case {
  readonly request: CorsRequest;
  readonly answers: readonly Answer[];
}

export interface Origins {
  readonly A: string;
  readonly B: string;
  readonly C: string;
}

/** The exchange with real origins, and with the headers that the test server adds to every response. */
export function expand({ request, answers }: Case, origins: Origins, id: string): Exchange {
  const fill = (text: string): string =>
    text.replace(/\{(A|B|C|a|b|c|id)\}/g, (_whole, key: string) => {
      if (key === 'id') return id;
      const origin = origins[key.toUpperCase() as keyof Origins];
      return key === key.toUpperCase() ? origin : origin.replace('http://', '');
    });
  const lines = (headers: readonly HeaderLine[]): HeaderLine[] =>
    headers.map(([name, value]) => [name, fill(value)]);
  return {
    request: {
      ...request,
      url: fill(request.url),
      origin: fill(request.origin),
      headers: lines(request.headers),
    },
    answers: answers.map((answer) => {
      const url = fill(answer.url);
      if ('error' in answer) return { ...answer, url };
      return { ...answer, url, headers: [...lines(answer.headers), ...frame(answer.status)] };
    }),
  };
}

function frame(status: number): HeaderLine[] {
  const store: HeaderLine = ['Cache-Control', 'no-store'];
  return status === 204 || status === 304 ? [store] : [store, ['Content-Length', '0']];
}
