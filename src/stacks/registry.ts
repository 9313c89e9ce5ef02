import type { PolicySpec, WriteContext, WrittenPolicy } from '../policy/spec.ts';
import type { Answering, Target } from '../policy/answering.ts';
import type { Range } from '../policy/range.ts';
import type { ReadContext, SourceKind, Stack } from '../policy/types.ts';
import { answering as answeringApache } from './apache/answering.ts';
import { read as readApache, type ApacheReading } from './apache/read.ts';
import { recognise as isApache } from './apache/recognise.ts';
import { write as writeApache } from './apache/write.ts';
import { answering as answeringExpress } from './express/answering.ts';
import { read as readClient, type ClientReading } from './client/read.ts';
import { recognise as isClient } from './client/recognise.ts';
import { read as readExpress, type ExpressReading } from './express/read.ts';
import { recognise as isExpress } from './express/recognise.ts';
import { write as writeExpress } from './express/write.ts';
import { answering as answeringFastApi } from './fastapi/answering.ts';
import { routesIn as routesInFastApi } from './fastapi/routesIn.ts';
import { read as readFastApi, type FastApiReading } from './fastapi/read.ts';
import { recognise as isFastApi } from './fastapi/recognise.ts';
import { write as writeFastApi } from './fastapi/write.ts';
import { answering as answeringNginx } from './nginx/answering.ts';
import { read as readNginx, type NginxReading } from './nginx/read.ts';
import { recognise as isNginx } from './nginx/recognise.ts';
import { write as writeNginx } from './nginx/write.ts';

export type StackReading = ExpressReading | FastApiReading | NginxReading | ApacheReading | ClientReading;

/** What this file should be read as, or null when nothing claims it. */
export function recognise(path: string, text: string): SourceKind | null {
  if (isExpress(path, text)) return 'express';
  if (isFastApi(path, text)) return 'fastapi';
  if (isNginx(path, text)) return 'nginx';
  if (isApache(path, text)) return 'apache';
  return isClient(path, text) ? 'client' : null;
}

/** What else a file is read as: a server may call another one, and render pages that do. */
export function alsoReadAs(stack: SourceKind, path: string, text: string): readonly SourceKind[] {
  return stack === 'express' && isClient(path, text) ? ['client'] : [];
}

/** Reads `source` as `stack`. Never throws, for any text. */
export function read(stack: SourceKind, source: string, context: ReadContext): StackReading {
  switch (stack) {
    case 'express':
      return readExpress(source, context);
    case 'fastapi':
      return readFastApi(source, context);
    case 'nginx':
      return readNginx(source, context);
    case 'apache':
      return readApache(source, context);
    case 'client':
      return readClient(source, context);
  }
}

/** Writes `spec` down as text of `stack`, in the style of the file where `context` has one. */
export function write(stack: Stack, spec: PolicySpec, context: WriteContext = {}): WrittenPolicy {
  switch (stack) {
    case 'express':
      return writeExpress(spec, context);
    case 'fastapi':
      return writeFastApi(spec, context);
    case 'nginx':
      return writeNginx(spec, context);
    case 'apache':
      return writeApache(spec, context);
  }
}

/** The places in `source` that take a request, whether they deal with CORS or not. Never throws, for any text. */
export function answering(
  stack: Stack,
  source: string,
  context: ReadContext,
  target: Target,
): readonly Answering[] {
  switch (stack) {
    case 'express':
      return answeringExpress(source, context, target);
    case 'fastapi':
      return answeringFastApi(readFastApi(source, context), target);
    case 'nginx':
      return answeringNginx(readNginx(source, context), target);
    case 'apache':
      return answeringApache(readApache(source, context), target);
  }
}

/** A route as its file states it: without what another file may put in front of the path. */
export interface SourceRoute {
  readonly method: string;
  readonly path: string;
  /** On one line: where the route begins. */
  readonly range: Range;
}

/** The routes that `source` states; none for a server that has no routes of its own. */
export function routesIn(stack: Stack, source: string, context: ReadContext): readonly SourceRoute[] {
  if (stack === 'fastapi') return routesInFastApi(source);
  if (stack !== 'express') return [];
  return readExpress(source, context).routes.map(({ method, path, layer }) => ({
    method,
    path,
    range: layer.range,
  }));
}
