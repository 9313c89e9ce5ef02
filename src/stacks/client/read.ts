import { parser } from '@lezer/javascript';
import type { ReadContext, Reading } from '../../policy/types.ts';
import { pageOf } from './nodes.ts';
import { isComponent } from './recognise.ts';
import { scriptsIn } from './scripts.ts';
import { opaqueReadsIn, type OpaqueRead } from './opaqueReads.ts';
import { requestsIn } from './requests.ts';
import { sentHeadersIn, type SentHeader } from './sentHeaders.ts';

/** What the pages in a file ask of servers. It has no policies: those are the servers'. */
export interface ClientReading extends Reading {
  readonly stack: 'client';
  readonly sentHeaders: readonly SentHeader[];
  readonly opaqueReads: readonly OpaqueRead[];
}

/** Files larger than this are built, not written. */
const maxLength = 400_000;

/** Reads the requests that a page makes. Never throws, for any text. */
export function read(source: string, { path }: ReadContext): ClientReading {
  const nothing = { stack: 'client', policies: [], errors: [], sentHeaders: [], opaqueReads: [] } as const;
  if (source.length > maxLength) return nothing;
  const { text, dialect } = codeOf(source, path);
  const { topNode } = parser.configure({ dialect }).parse(text);
  const page = pageOf(text, topNode);
  const requests = requestsIn(page);
  return {
    ...nothing,
    sentHeaders: sentHeadersIn(page, requests),
    opaqueReads: opaqueReadsIn(page, requests),
  };
}

function codeOf(source: string, path: string): { text: string; dialect: string } {
  if (!isComponent(path)) return { text: source, dialect: dialectOf(path) };
  const { text, isTyped } = scriptsIn(source);
  return { text, dialect: isTyped ? 'ts' : '' };
}

function dialectOf(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'ts jsx' : path.endsWith('.js') || path.endsWith('.jsx') ? 'jsx' : '';
}
