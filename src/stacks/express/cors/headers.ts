import type { PolicyRequest } from '../../../policy/types.ts';
import { requestHeader, type Answer } from '../exchange.ts';
import { text, toText, truth, unknown, type Property, type Value } from '../values.ts';
import type { Options } from './options.ts';

/** Access-Control-Allow-Credentials. */
export function writeCredentials(options: Options, answer: Answer): void {
  const credentials = options.read('credentials');
  if (!credentials) return;
  const { value, valueRange, range } = credentials;
  const about = 'Access-Control-Allow-Credentials';
  if (value.type === 'unknown') answer.unknown.push({ about, why: value.why, range: valueRange });
  if (value.type === 'boolean' && value.value) answer.set(about, text('true'), valueRange, range);
}

/** A header of the name whose value is a list, as an option gives it. */
export function writeList(
  option: Property | null,
  name: string,
  answer: Answer,
  fallback: Value | null,
): void {
  const value = option?.value ?? fallback;
  if (!value) return;
  const shown = toText(value);
  const joined: Value =
    shown === null
      ? unknown('a list with unknown entries', `${name} list`)
      : value.type === 'list'
        ? text(shown)
        : value;
  if (shown === '') return;
  answer.set(name, joined, option?.valueRange ?? null, option?.range ?? null);
}

/** Access-Control-Allow-Headers: as set, or what the preflight asks for. */
export function writeAllowedHeaders(options: Options, incoming: PolicyRequest, answer: Answer): void {
  const set = [options.read('allowedHeaders'), options.read('headers')].find(
    (option) => option && truth(option.value) !== false,
  );
  if (set) {
    writeList(set, 'Access-Control-Allow-Headers', answer, null);
    return;
  }
  answer.vary('Access-Control-Request-Headers', null);
  const asked = requestHeader(incoming, 'access-control-request-headers');
  if (asked.type === 'text' && asked.value !== '')
    answer.set('Access-Control-Allow-Headers', asked, null, null);
}

/** Access-Control-Max-Age. */
export function writeMaxAge(options: Options, answer: Answer): void {
  const maxAge = options.read('maxAge');
  if (!maxAge) return;
  const { value, valueRange, range } = maxAge;
  if (value.type !== 'number' && truth(value) === false) return;
  answer.set('Access-Control-Max-Age', value, valueRange, range);
}
