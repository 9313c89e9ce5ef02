import type { CorsRequest, HeaderLine, HeaderList } from '../cors/types.ts';
import type { Form } from './protocol.ts';

/** The request that a form asks for and what goes with it, or one sentence about what is missing or wrong in it. */
export type FormRequest =
  | {
      readonly request: CorsRequest;
      /** Null for none. */
      readonly body: string | null;
      /** The cookies that the browser has for the URL; null for none. */
      readonly cookie: string | null;
      readonly sentence: null;
    }
  | { readonly request: null; readonly sentence: string };

/** Reads a form. Only what no request could be made of is refused here: the rest is for the judge, who says it as a browser would. */
export function readForm(form: Form): FormRequest {
  const { url, origin, method, credentials } = form;
  if (url === '') return refuse('Fill in the URL of the endpoint, such as https://api.example.com/orders.');
  if (origin === '')
    return refuse('Fill in the origin of the page that calls it, such as http://localhost:3000.');
  if (method === '') return refuse('Fill in the method that the page uses, such as PUT.');
  const headers: HeaderLine[] = [];
  for (const line of linesOf(form.headers)) {
    const header = headerOf(line);
    if (!header) {
      return refuse(
        `'${line}' is not a header: write a name, a colon and a value, such as 'X-Api-Key: abc'.`,
      );
    }
    headers.push(header);
  }
  const body = form.body === '' ? null : form.body;
  const request: CorsRequest = {
    url,
    origin,
    method,
    headers: headers.filter((header) => !isCookie(header)),
    credentials,
    mode: 'cors',
    redirect: 'follow',
    body: body !== null,
    initiator: 'fetch',
  };
  const cookies = headers.filter(isCookie).map(([, value]) => value);
  return { request, body, cookie: cookies.length === 0 ? null : cookies.join('; '), sentence: null };
}

function refuse(sentence: string): FormRequest {
  return { request: null, sentence };
}

function isCookie([name]: HeaderLine): boolean {
  return name.toLowerCase() === 'cookie';
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function headerOf(line: string): HeaderLine | null {
  const colon = line.indexOf(':');
  return colon < 1 ? null : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

/**
 * The form with only what may be kept on disk: without its body, and without header values in which `redactHeaders` finds a secret,
 * which have to be typed again.
 */
export function formToKeep(
  form: Form,
  {
    redactHeaders,
    redactUrl,
  }: { redactHeaders(headers: HeaderList): HeaderList; redactUrl(url: string): string },
): Form {
  const headers = linesOf(form.headers).map((line) => {
    const header = headerOf(line);
    const kept = header && redactHeaders([header])[0];
    return kept && kept[1] !== header[1] ? `${header[0]}: ` : line;
  });
  return { ...form, url: redactUrl(form.url), headers: headers.join('\n'), body: '' };
}
