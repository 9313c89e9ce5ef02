import type { Cause, Verdict } from '../cors/types.ts';
import type { ProbeExchange, ProbeResult } from '../probe/types.ts';
import type { ReportStep } from './types.ts';

/** Preflight sent? Request sent? Response readable? */
export function stepsOf(result: ProbeResult): readonly [ReportStep, ReportStep, ReportStep] {
  return [preflightStep(result), requestStep(result), readableStep(result)];
}

function preflightStep({ verdict, sent, stopped }: ProbeResult): ReportStep {
  const step = 'preflight';
  const last = sent.findLast(({ send }) => send.preflight);
  if (last === undefined) {
    if (verdict.preflight.needed && sent.length === 0)
      return { step, state: 'not-sent', text: 'Preflight not sent' };
    const why = refused(verdict.cause) ? 'Preflight not sent' : 'No preflight needed';
    return { step, state: refused(verdict.cause) ? 'not-sent' : 'not-needed', text: why };
  }
  if (last.answer.response === null) {
    return { step, state: 'failed', text: `Preflight got no answer ${took(last)}` };
  }
  const failed = stopped === null && verdict.cause?.step === 'preflight';
  const status = `${last.answer.response.status} ${took(last)}`;
  return failed
    ? { step, state: 'failed', text: `Preflight refused: ${status}` }
    : { step, state: 'ok', text: `Preflight passed: ${status}` };
}

function requestStep({ verdict, sent, stopped }: ProbeResult): ReportStep {
  const step = 'request';
  const last = sent.findLast(({ send, answer }) => !send.preflight && answer.failure?.phase !== 'before');
  const failedOnPreflight = verdict.cause?.step === 'preflight';
  if (last === undefined || (failedOnPreflight && verdict.cause?.hop === 0)) {
    return { step, state: 'not-sent', text: `Request not sent${whyNotSent(verdict, stopped)}` };
  }
  const { method } = last.send;
  if (last.answer.response === null) {
    return { step, state: 'failed', text: `${method} got no answer ${took(last)}` };
  }
  const hops = sent.filter(({ send }) => !send.preflight).length - 1;
  const via = hops === 0 ? '' : ` after ${hops} ${hops === 1 ? 'redirect' : 'redirects'}`;
  return {
    step,
    state: 'ok',
    text: `${method} sent, answered ${last.answer.response.status}${via} ${took(last)}`,
  };
}

function whyNotSent({ cause }: Verdict, stopped: ProbeResult['stopped']): string {
  if (stopped === 'unconfirmed') return ', because it changes state and was not confirmed';
  if (stopped === 'aborted') return ', because the test was stopped';
  if (cause?.step === 'preflight') return ', because the preflight failed';
  return cause === null ? '' : ', because browsers refuse it';
}

function readableStep({ verdict, stopped }: ProbeResult): ReportStep {
  const step = 'readable';
  const { outcome, cause } = verdict;
  if (outcome === 'readable') return { step, state: 'ok', text: 'The page can read the answer' };
  if (outcome === 'opaque')
    return { step, state: 'failed', text: 'The page gets an answer that shows it nothing' };
  if (stopped !== null || cause === null || cause.step === 'preflight' || cause.status === null) {
    return { step, state: 'not-sent', text: 'No answer to read' };
  }
  return { step, state: 'failed', text: 'The browser keeps the answer from the page' };
}

function refused(cause: Cause | null): boolean {
  return cause?.step === 'request';
}

function took({ answer }: ProbeExchange): string {
  return `in ${Math.round(answer.timing.total)} ms`;
}
