import { parseConsole } from '../engines/parseConsole.ts';
import type { ConsoleMessage } from '../engines/parseTypes.ts';
import type { CredentialsMode, HeaderList } from '../cors/types.ts';
import { failed, type Pasted } from './types.ts';
import { readUrl } from './url.ts';

/** A browser's console message about CORS; null when the text holds none. Of several, the one that tells most. */
export function readConsole(text: string): Pasted | null {
  const messages = parseConsole(text.slice(0, longest));
  const message = messages.find(({ cause }) => !vague.has(cause)) ?? messages[0];
  if (message === undefined) return null;
  const address = message.initialUrl ?? message.url ?? urlBeside(messages);
  const url = address === null ? null : readUrl(address);
  if (url === null) {
    return failed('The message names no URL: copy the line of the console that does, or type the URL in.');
  }
  const request = {
    url,
    method: message.method,
    headers: headersOf(message),
    credentials: credentialsOf(message),
    cookies: null,
    body: null,
    origin: message.pageOrigin,
  };
  return { kind: 'console', request, message, left: leftOf(message) };
}

/** What a console prints about one request is shorter. */
const longest = 8000;

const vague: ReadonlySet<ConsoleMessage['cause']> = new Set(['connection-failed', 'blocked']);

function urlBeside(messages: readonly ConsoleMessage[]): string | null {
  return messages.find(({ url }) => url !== null)?.url ?? null;
}

function headersOf({ header }: ConsoleMessage): HeaderList | null {
  return header === null ? null : [[header, '']];
}

function credentialsOf({ cause }: ConsoleMessage): CredentialsMode | null {
  return cause === 'wildcard-with-credentials' || cause === 'allow-credentials-not-true' ? 'include' : null;
}

function leftOf({ header, method, preflight, pageOrigin }: ConsoleMessage): readonly string[] {
  const left: string[] = [];
  if (header !== null) left.push(`The value of ${header}: the message names the header alone.`);
  if (preflight === true && header === null && method === null) {
    left.push('What made the browser ask first: choose the method and the headers that the page uses.');
  }
  if (pageOrigin === null) left.push('The origin of the page: the message does not name it.');
  return left;
}
