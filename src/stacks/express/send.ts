import { requestFrom } from '../../policy/grant.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import type { ModuleRun } from './module.ts';
import type { Place } from './places.ts';
import { followAll } from './run.ts';
import { simulate, type Simulated } from './simulate.ts';

/** A place as each way through the module has it. */
export interface PlaceRun {
  readonly module: ModuleRun;
  readonly place: Place;
}

const maxWays = 24;
const requestFuel = 8_000;

/** An origin that no file names. */
export const stranger = 'https://evil.test';

/** Sends one request to a place, every way that it can go. */
export function send(
  runs: readonly PlaceRun[],
  request: PolicyRequest,
): { ways: readonly Simulated[]; complete: boolean } {
  const ways: Simulated[] = [];
  let complete = true;
  for (const { module, place } of runs) {
    if (module.incomplete) complete = false;
    const { interpreter } = module;
    const paths = followAll(
      (run) => {
        interpreter.run = run;
        return simulate(interpreter, place, request);
      },
      maxWays,
      requestFuel,
      module.run,
    );
    ways.push(...paths.results);
    complete &&= paths.complete;
  }
  return { ways, complete };
}

/** A header that no file lists, so that an answer which repeats it repeats any. */
export const probeHeader = 'x-preflight-probe';

export function preflightFrom(origin: string, method = 'PUT'): PolicyRequest {
  return requestFrom(origin, {
    method: 'OPTIONS',
    headers: [
      ['Access-Control-Request-Method', method],
      ['Access-Control-Request-Headers', probeHeader],
    ],
  });
}
