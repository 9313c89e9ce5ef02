import { evaluatorFor } from './evaluate.ts';
import { routesOf, type Route } from './routes.ts';
import { namesOf } from './scope.ts';
import { parse } from './tree.ts';

/** The routes of every application of a file, each once, whether it deals with CORS or not. */
export function routesIn(source: string): readonly Route[] {
  const all = [...routesOf(evaluatorFor(namesOf(parse(source)))).values()].flat();
  return all.filter(({ range, method }, i) => {
    return all.findIndex((other) => other.range.start === range.start && other.method === method) === i;
  });
}
