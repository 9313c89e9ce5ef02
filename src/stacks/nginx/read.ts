import type { Policy, ReadContext, Reading } from '../../policy/types.ts';
import { editsOf } from './edits.ts';
import { factsOf } from './facts.ts';
import { isCors, sentName } from './headers.ts';
import { locationsBelow, modelOf, type Level, type Model } from './model.ts';
import { meantOrigins } from '../../policy/meantOrigins.ts';
import { remembered } from '../../policy/remembered.ts';
import { ifsOf, Origins } from './origins.ts';
import { answer } from './run.ts';
import { scan } from './scan.ts';

/** A policy and the level that it was read from. */
export interface NginxPolicy extends Policy {
  readonly stack: 'nginx';
  readonly level: Level;
  /** Origins that the source means to let in, by the headers of this level and of those around it; never empty. */
  readonly callers: readonly string[];
}

/** What only this stack's own rules need, beside the policies. */
export interface NginxReading extends Reading {
  readonly stack: 'nginx';
  readonly policies: readonly NginxPolicy[];
  readonly model: Model;
}

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): NginxReading {
  void context;
  const { directives, errors } = scan(source);
  const model = modelOf(directives);
  const origins = new Origins(model);
  const policies = model.servers
    .flatMap((server) => [...(answersItself(server) ? [server] : []), ...locationsBelow(server)])
    .filter(speaksOfCors)
    .map((level) => policyOf(source, model, origins, level));
  return { stack: 'nginx', policies, model, errors: [...errors, ...model.errors] };
}

/** A server answers what no location takes; `location /` takes everything. */
function answersItself(server: Level): boolean {
  return !server.locations.some((location) => location.uri?.path === '/' && location.uri.modifier !== '=');
}

/** Whether anything in or around the level sets a CORS header. */
function speaksOfCors(level: Level): boolean {
  for (let at: Level | null = level; at; at = at.parent) {
    if (at.headers.some(isAccessControl)) return true;
  }
  return ifsOf(level.steps).some((inner) => inner.headers.some(isAccessControl));
}

function isAccessControl(header: Parameters<typeof isCors>[0]): boolean {
  return isCors(header) && sentName(header).toLowerCase() !== 'vary';
}

function callersOf(origins: Origins, level: Level): readonly string[] {
  const levels: Level[] = [];
  for (let at: Level | null = level; at; at = at.parent) levels.push(at);
  const meant = meantOrigins(levels.flatMap((one) => origins.of(one)));
  return meant.length > 0 ? meant : ['https://app.example.com'];
}

function policyOf(source: string, model: Model, origins: Origins, level: Level): NginxPolicy {
  const answerTo = remembered((request) => answer(model, level, request));
  const matchers = origins.of(level);
  const range = level.directive?.shown ?? { start: 0, end: 0 };
  return {
    stack: 'nginx',
    range,
    label: level.label,
    level,
    callers: callersOf(origins, level),
    facts: factsOf(level, matchers, answerTo),
    edits: editsOf(source, model, level, matchers),
    answer: answerTo,
  };
}
