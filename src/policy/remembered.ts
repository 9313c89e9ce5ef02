import type { Policy, PolicyResponse } from './types.ts';

/**
 * The same answers, each worked out once: rules ask one place the same questions.
 * In: a policy's `answer`, which must depend on the request alone. Out: one that remembers for as long as the policy lives.
 */
export function remembered(answerTo: Policy['answer']): Policy['answer'] {
  const answers = new Map<string, PolicyResponse>();
  return (request) => {
    const { method, origin, headers, cookies, handler, meant } = request;
    const key = JSON.stringify([method, origin, headers, cookies, handler, meant]);
    const known = answers.get(key);
    if (known) return known;
    const response = answerTo(request);
    answers.set(key, response);
    return response;
  };
}
