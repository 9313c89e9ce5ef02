import type { CorsRequest } from '../cors/types.ts';
import { parsePaste } from '../paste/parsePaste.ts';
import type { Read } from '../paste/types.ts';
import { UsageError, type Io } from './io.ts';
import {
  credentialsOf,
  DEFAULT_ORIGIN,
  fetchDefaults,
  headersOf,
  refuseTypingErrors,
  urlOf,
} from './requestOptions.ts';

/** What to test, and what goes along with it. */
export interface Asked {
  readonly request: CorsRequest;
  readonly body: string | null;
  readonly cookie: string | null;
  /** It was read from a text: nobody typed its method for this test. */
  readonly pasted: boolean;
}

interface Given {
  readonly origin?: string;
  readonly method?: string;
  readonly header: readonly string[];
  readonly data?: string;
  readonly credentials?: string;
}

/** The request that the arguments name, by a URL or by a text that holds one. Options win over the text. @throws UsageError */
export async function askedOf(positionals: readonly string[], given: Given, io: Io): Promise<Asked> {
  const read = await pastedOf(positionals, io);
  const own = headersOf(given.header);
  const said = read?.request;
  const body = given.data ?? said?.body ?? null;
  const cookie = own.cookie ?? said?.cookies ?? null;
  const method = given.method ?? said?.method ?? (body === null ? 'GET' : 'POST');
  const credentials = given.credentials ?? said?.credentials ?? (said?.cookies ? 'include' : 'same-origin');
  const overridden = new Set(own.headers.map(([name]) => name.toLowerCase()));
  const kept = (said?.headers ?? []).filter(([name]) => !overridden.has(name.toLowerCase()));
  const request: CorsRequest = {
    url: said?.url ?? urlOf(positionals),
    origin: given.origin ?? said?.origin ?? DEFAULT_ORIGIN,
    method,
    headers: [...kept, ...own.headers],
    credentials: credentialsOf(credentials),
    body: body !== null,
    ...fetchDefaults,
  };
  refuseTypingErrors(request);
  return { request, body, cookie, pasted: read !== null && given.method === undefined };
}

/** Null where a URL is named, as on any command line. */
async function pastedOf(positionals: readonly string[], io: Io): Promise<Read | null> {
  const [text, more] = positionals;
  if (text === undefined || more !== undefined) return null;
  const fromStdin = text === '-';
  if (!fromStdin && !/[\s(]/.test(text.trim())) return null;
  const pasted = parsePaste(fromStdin ? await io.readStdin() : text);
  if (pasted.kind === 'error') throw new UsageError(pasted.sentence);
  for (const sentence of pasted.left) io.stderr(`preflight: ${sentence}\n`);
  return pasted;
}
