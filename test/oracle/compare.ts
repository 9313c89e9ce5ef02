import type { Engine } from '../../src/engines/types.ts';
import type { Observation } from './oracle.ts';
import { browserView, judgeView, properties, type Property } from './view.ts';

export interface Disagreement {
  readonly property: Property;
  readonly judge: unknown;
  readonly browser: unknown;
}

/** Where the judge and the browser do not say the same. */
export function compare(engine: Engine, observation: Observation): Disagreement[] {
  const judge = judgeView(engine, observation.exchange);
  const browser = browserView(engine, observation);
  return properties
    .filter((property) => JSON.stringify(judge[property]) !== JSON.stringify(browser[property]))
    .map((property) => ({ property, judge: judge[property], browser: browser[property] }));
}
