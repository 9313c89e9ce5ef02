import type { Cause, CorsRequest } from '../cors/types.ts';
import type { Blame } from '../probe/types.ts';
import { askedOf, asWritten, type Sentence } from './sentence.ts';
import type { BlameReport } from './types.ts';

/** The blame in the page's own words. */
export function blameReport({ refused, method, headers, sent }: Blame, request: CorsRequest): BlameReport {
  const written = headers.map((name) => asWritten(name, request));
  return { refused, method, headers: written, preflights: sent.length };
}

/** What the smaller preflights add to the sentence about a preflight without CORS headers. */
export function blameSentence(
  { refused, method, headers }: BlameReport,
  cause: Cause,
  request: CorsRequest,
  sentence: Sentence,
): Sentence {
  const asked = askedOf(cause, request);
  switch (refused) {
    case 'everything':
      return sentence;
    case 'combination':
      return {
        ...sentence,
        detail: 'Each part of the preflight is allowed alone, but not all of them together.',
      };
    case 'parts': {
      const lists = [
        ...(method === null ? [] : [`Access-Control-Allow-Methods that lists ${method}`]),
        ...(headers.length === 0 ? [] : [`Access-Control-Allow-Headers that lists ${headers.join(', ')}`]),
      ];
      const parts = [...(method === null ? [] : [method]), ...headers].join(', ');
      return {
        text: `The server must answer ${asked} with ${lists.join(' and ')}.`,
        detail: `Without ${parts} the preflight passes; with it, the answer is ${cause.status ?? 'an error'} and lacks what is allowed.`,
        who: 'server',
      };
    }
  }
}
