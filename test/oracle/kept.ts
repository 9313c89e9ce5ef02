import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engines, type Engine } from '../../src/engines/types.ts';
import { expand, type Case, type Origins } from './case.ts';
import type { Observation } from './oracle.ts';
import { browserView, judgeView, type View } from './view.ts';

/** A case with what real browsers did, in placeholders. */
export interface Kept {
  readonly name: string;
  readonly case: Case;
  readonly browsers: Readonly<Partial<Record<Engine, KeptView>>>;
}

/** What a view is made of. */
export type KeptView = Pick<View, 'outcome' | 'requests' | 'exposed' | 'console'>;

/** It needs a browser that was told where servers are. */
export function isPlaced(item: Kept): boolean {
  return item.case.request.client !== undefined;
}

const file = path.join(import.meta.dirname, 'kept.json');

export function readKept(): Kept[] {
  return JSON.parse(readFileSync(file, 'utf8')) as Kept[];
}

/** One line a case, so that a difference shows which. */
export function writeKept(kept: readonly Kept[]): void {
  const lines = kept.map((item) => JSON.stringify(item));
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
}

/** Origins for a replay without browsers. */
export const replayOrigins: Origins = {
  A: 'http://127.0.0.1:40001',
  B: 'http://127.0.0.1:40002',
  C: 'http://127.0.0.1:40003',
};

const REPLAY_ID = 'k0';

/** What the judge says about a kept case, in placeholders. */
export function replay(engine: Engine, item: Case): View {
  return withPlaceholders(
    judgeView(engine, expand(item, replayOrigins, REPLAY_ID)),
    replayOrigins,
    REPLAY_ID,
  );
}

/** What a browser did, in placeholders. */
export function keepable(engine: Engine, observation: Observation, origins: Origins): KeptView {
  return essence(withPlaceholders(browserView(engine, observation), origins, observation.result.id));
}

export function essence({ outcome, requests, exposed, console }: View): KeptView {
  return { outcome, requests, exposed, console };
}

function withPlaceholders(view: View, origins: Origins, id: string): View {
  let text = JSON.stringify(view);
  for (const key of ['A', 'B', 'C'] as const) {
    text = text.replaceAll(origins[key], `{${key}}`);
    text = text.replaceAll(origins[key].replace('http://', ''), `{${key.toLowerCase()}}`);
  }
  return JSON.parse(text.replaceAll(`/${id}/`, '/{id}/')) as View;
}

/** What makes a case different from others: where each engine ends, and which sentences it prints. */
export function signature(item: Case): string {
  return engines
    .map((engine) => {
      const { outcome, console, readBack, preflights } = replay(engine, item);
      const sentences = console.map((line) => line.replace(/‘[^’]*’|'[^']*'|\{[^}]*\}\S*|\d+/g, '…'));
      return [outcome, readBack, preflights.length > 1, ...sentences].join('|');
    })
    .join('\n');
}
