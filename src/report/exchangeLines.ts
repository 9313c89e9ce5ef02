import type { Client } from '../cors/localNetwork.ts';
import type { Answer, CorsRequest, Exchange, HeaderLine } from '../cors/types.ts';

/** An exchange to judge, with the name that its source gives it. */
export interface NamedExchange extends Exchange {
  readonly id: string;
}

/** A line or an entry that cannot be read: what is wrong with it, in words that stand after its name. */
export class ExchangeError extends Error {}

const credentialsModes = ['omit', 'same-origin', 'include'] as const;
const modes = ['cors', 'no-cors', 'same-origin'] as const;
const redirectModes = ['follow', 'error', 'manual'] as const;
const addressSpaces = ['public', 'local', 'loopback'] as const;
const targetAddressSpaces = [...addressSpaces, 'private'] as const;
const permissions = ['granted', 'denied'] as const;

/**
 * One line of JSON: `{"id", "request": {…}, "responses": […]}`. What a request leaves out is as in `fetch(url)`.
 * @throws ExchangeError
 */
export function readExchangeLine(line: string, fallbackId: string): NamedExchange {
  const entry = record(parseJson(line), 'the line');
  const request = record(entry['request'], 'request');
  const responses = entry['responses'] ?? [];
  if (!Array.isArray(responses)) throw new ExchangeError('responses is not a list');
  const { id } = entry;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : fallbackId,
    request: readRequest(request),
    answers: responses.map((response, index) => readAnswer(record(response, `responses[${index}]`), index)),
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ExchangeError('it is not JSON');
  }
}

function readRequest(request: Record<string, unknown>): CorsRequest {
  const { body, uploadListener, client } = request;
  return {
    url: text(request, 'url', null),
    origin: text(request, 'origin', null),
    method: text(request, 'method', 'GET'),
    headers: readHeaders(request['headers'] ?? [], 'request.headers'),
    credentials: word(request, 'credentials', credentialsModes, 'same-origin'),
    mode: word(request, 'mode', modes, 'cors'),
    redirect: word(request, 'redirect', redirectModes, 'follow'),
    body: body === 'stream' ? 'stream' : body === true,
    initiator: text(request, 'initiator', 'fetch'),
    ...(uploadListener === true ? { uploadListener } : {}),
    ...(client === undefined ? {} : { client: readClient(record(client, 'request.client')) }),
    ...optionalWord(request, 'targetAddressSpace', targetAddressSpaces),
  };
}

/** What is left out makes nothing fail: a page on this machine, in a secure context, without a permission that it would not need. */
function readClient(client: Record<string, unknown>): Client {
  return {
    addressSpace: word(client, 'addressSpace', addressSpaces, 'loopback'),
    secureContext: client['secureContext'] !== false,
    permission: word(client, 'permission', permissions, 'denied'),
  };
}

function readAnswer(answer: Record<string, unknown>, index: number): Answer {
  const url = text(answer, 'url', null);
  const preflight = answer['preflight'] === true;
  const { error, status, statusText } = answer;
  const located = optionalWord(answer, 'addressSpace', addressSpaces);
  if (typeof error === 'string') return { url, preflight, error, ...located };
  if (typeof status !== 'number' || !Number.isInteger(status)) {
    throw new ExchangeError(`responses[${index}] has neither a status nor an error`);
  }
  const headers = readHeaders(answer['headers'] ?? [], `responses[${index}].headers`);
  const reason = typeof statusText === 'string' ? { statusText } : {};
  return { url, preflight, status, headers, ...reason, ...located };
}

function readHeaders(value: unknown, where: string): HeaderLine[] {
  if (!Array.isArray(value)) throw new ExchangeError(`${where} is not a list of [name, value]`);
  return value.map((line: unknown): HeaderLine => {
    if (!Array.isArray(line) || typeof line[0] !== 'string' || typeof line[1] !== 'string') {
      throw new ExchangeError(`${where} is not a list of [name, value]`);
    }
    return [line[0], line[1]];
  });
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ExchangeError(`${where} is not an object`);
  }
  return value as Record<string, unknown>;
}

function text(from: Record<string, unknown>, key: string, fallback: string | null): string {
  const value = from[key] ?? fallback;
  if (typeof value !== 'string') throw new ExchangeError(`${key} is missing or no text`);
  return value;
}

function word<T extends string>(
  from: Record<string, unknown>,
  key: string,
  words: readonly T[],
  fallback: T,
): T {
  const value = from[key] ?? fallback;
  const known = words.find((candidate) => candidate === value);
  if (known === undefined) throw new ExchangeError(`${key} is none of ${words.join(', ')}`);
  return known;
}

/** A word that may be left out. */
function optionalWord<K extends string, T extends string>(
  from: Record<string, unknown>,
  key: K,
  words: readonly [T, ...T[]],
): Partial<Record<K, T>> {
  if (from[key] === undefined) return {};
  const found: Partial<Record<K, T>> = {};
  found[key] = word(from, key, words, words[0]);
  return found;
}
