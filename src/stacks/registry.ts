import type { PolicySpec, WriteContext, WrittenPolicy } from '../policy/spec.ts';
import type { ReadContext, Stack } from '../policy/types.ts';
import { read as readApache, type ApacheReading } from './apache/read.ts';
import { recognise as isApache } from './apache/recognise.ts';
import { read as readExpress, type ExpressReading } from './express/read.ts';
import { recognise as isExpress } from './express/recognise.ts';
import { write as writeExpress } from './express/write.ts';
import { read as readFastApi, type FastApiReading } from './fastapi/read.ts';
import { recognise as isFastApi } from './fastapi/recognise.ts';
import { read as readNginx, type NginxReading } from './nginx/read.ts';
import { recognise as isNginx } from './nginx/recognise.ts';

export type StackReading = ExpressReading | FastApiReading | NginxReading | ApacheReading;

/** The stack that should read this file, or null when none claims it. */
export function recognise(path: string, text: string): Stack | null {
  if (isExpress(path, text)) return 'express';
  if (isFastApi(path, text)) return 'fastapi';
  if (isNginx(path, text)) return 'nginx';
  if (isApache(path, text)) return 'apache';
  return null;
}

/** Reads `source` as `stack`. Never throws, for any text. */
export function read(stack: Stack, source: string, context: ReadContext): StackReading {
  switch (stack) {
    case 'express':
      return readExpress(source, context);
    case 'fastapi':
      return readFastApi(source, context);
    case 'nginx':
      return readNginx(source, context);
    case 'apache':
      return readApache(source, context);
  }
}

/** Writes `spec` down as text of `stack`; null where nobody taught it yet. */
export function write(stack: Stack, spec: PolicySpec, context: WriteContext = {}): WrittenPolicy | null {
  return stack === 'express' ? writeExpress(spec, context) : null;
}
