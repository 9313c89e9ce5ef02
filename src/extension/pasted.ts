import type { HeaderList } from '../cors/types.ts';
import type { PastedRequest, Read } from '../paste/types.ts';
import { browserNames } from '../report/browserNames.ts';
import { emptyForm, type Form, type Shown } from './protocol.ts';

/** A form with what a pasted text tells filled in, and what to say about it. */
export interface TakenOver {
  readonly form: Form;
  readonly shown: Extract<Shown, { kind: 'filled' | 'refused' }>;
}

/** Fills a form from a URL, a curl command, a fetch call, an HTTP request or a console error. Never rejects for any text. */
export async function takeOver(text: string, form: Form): Promise<TakenOver> {
  const [{ parsePaste }, { explain }] = await Promise.all([
    import('../paste/parsePaste.ts'),
    import('../report/explain.ts'),
  ]);
  const pasted = parsePaste(text);
  if (pasted.kind === 'error') return { form, shown: { kind: 'refused', sentence: pasted.sentence } };
  const explanation = pasted.message === null ? null : explain(pasted.message);
  return {
    form: filled(pasted.request, form),
    shown: {
      kind: 'filled',
      title: titleOf(pasted),
      reason: explanation?.reason ?? null,
      changes: explanation?.changes ?? [],
      left: pasted.left,
    },
  };
}

const kinds: Readonly<Record<Exclude<Read['kind'], 'console'>, string>> = {
  url: 'Filled in from the URL',
  curl: 'Filled in from the curl command',
  fetch: 'Filled in from the call',
  http: 'Filled in from the request',
};

function titleOf({ kind, message }: Read): string {
  if (kind !== 'console') return kinds[kind];
  return message === null ? 'Filled in from the console error' : `What ${browserNames[message.engine]} says`;
}

/** The fields of a request that stands in a file; the origin is left out where the file does not tell it. */
export function formOf(request: PastedRequest): Partial<Form> {
  const { origin, ...fields } = filled(request, emptyForm);
  return request.origin === null ? fields : { ...fields, origin };
}

/** What the text does not tell is as in a plain call, but for the origin: that of the form is likelier than any other. */
function filled(
  { url, method, headers, credentials, cookies, body, origin }: PastedRequest,
  form: Form,
): Form {
  return {
    url,
    origin: origin ?? form.origin,
    method: method ?? 'GET',
    headers: headerText(headers ?? [], cookies),
    credentials: credentials ?? (cookies === null ? 'omit' : 'include'),
    body: body ?? '',
  };
}

function headerText(headers: HeaderList, cookies: string | null): string {
  const lines = cookies === null ? headers : [...headers, ['Cookie', cookies] as const];
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}
