import type { Policy, PolicyRequest, PolicyResponse } from './types.ts';

/**
 * The same answers, each worked out once: rules ask one place the same questions.
 * In: a policy's `answer`, which must depend on the request alone. Out: one that remembers for as long as the policy lives.
 */
export function remembered(answerTo: Policy['answer']): Policy['answer'] {
  const answers = new Map<string, PolicyResponse>();
  return (request) => {
    const key = keyOf(request);
    const known = answers.get(key);
    if (known) return known;
    const response = answerTo(request);
    answers.set(key, response);
    return response;
  };
}

/** Asked for thousands of times in a big file, so put together by hand. No part of a request holds a NUL. */
function keyOf({ method, origin, headers, cookies, handler, meant }: PolicyRequest): string {
  const by = handler.does === 'answer' ? `${handler.status} ${handler.madeBy}` : 'throws';
  let key = `${method}\0${origin === null ? '' : `=${origin}`}\0${cookies}\0${by}\0${meant === true}`;
  for (const [name, value] of headers) key += `\0${name}\0${value}`;
  return key;
}
