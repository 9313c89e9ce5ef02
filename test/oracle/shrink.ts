import type { Answer, HeaderList } from '../../src/cors/types.ts';
import type { Case } from './case.ts';

/** Cases that are a little simpler, the boldest first. */
export function simpler({ request, answers }: Case): Case[] {
  const requests: Case['request'][] = [
    ...(request.method === 'GET' || request.body !== false ? [] : [{ ...request, method: 'GET' }]),
    ...(request.body === false ? [] : [{ ...request, body: false }]),
    ...without(request.headers).map((headers) => ({ ...request, headers })),
    ...(request.credentials === 'omit' ? [] : [{ ...request, credentials: 'omit' as const }]),
    ...(request.redirect === 'follow' ? [] : [{ ...request, redirect: 'follow' as const }]),
    ...(request.origin === '{A}' ? [] : [{ ...request, origin: '{A}' }]),
    ...(request.initiator === 'fetch' ? [] : [{ ...request, initiator: 'fetch', uploadListener: false }]),
    ...(request.url.includes('#') ? [{ ...request, url: request.url.replace(/#.*/, '') }] : []),
  ];
  return [
    ...answers.map((_answer, index) => ({ request, answers: answers.toSpliced(index, 1) })),
    ...requests.map((candidate) => ({ request: candidate, answers })),
    ...answers.flatMap((answer, index) =>
      simplerAnswers(answer).map((candidate) => ({ request, answers: answers.with(index, candidate) })),
    ),
  ];
}

function simplerAnswers(answer: Answer): Answer[] {
  if ('error' in answer) return [];
  return without(answer.headers).map((headers) => ({ ...answer, headers }));
}

function without(headers: HeaderList): HeaderList[] {
  return headers.map((_line, index) => headers.toSpliced(index, 1));
}

/** The simplest case that still fails, found step by step: `firstFailing` picks among many candidates at once. */
export async function shrink(
  item: Case,
  firstFailing: (candidates: readonly Case[]) => Promise<Case | null>,
): Promise<Case> {
  let simplest = item;
  for (;;) {
    const next = await firstFailing(simpler(simplest));
    if (next === null) return simplest;
    simplest = next;
  }
}
