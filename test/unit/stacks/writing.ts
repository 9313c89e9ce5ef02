import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalise, type PolicySpec } from '../../../src/policy/spec.ts';
import { specOf } from '../../../src/policy/specOf.ts';
import { tryCall } from '../../../src/policy/tryCall.ts';
import type { Policy } from '../../../src/policy/types.ts';
import { call, exposedBy, plainServer, runs, seed, spec } from './specs.ts';

/** One way in which a stack writes policies down. */
export interface Writing {
  readonly name: string;
  /** The server refuses preflights for methods that it does not list. */
  readonly strict?: boolean;
  /** What the stack makes of a policy. */
  settle(wanted: PolicySpec): PolicySpec;
  /** Written, put where it belongs, and read again. */
  written(wanted: PolicySpec): { policy: Policy; text: string; notes: readonly string[] };
}

/** What holds for all that is written, whatever the stack. */
export function holdWriting(writing: Writing): void {
  describe(`${writing.name}: what is written (seed ${seed})`, function () {
    this.timeout(20_000);
    const parameters = { seed, numRuns: runs };

    it('is read as what was to be written', () => {
      fc.assert(
        fc.property(spec, (wanted) => {
          const { policy, text } = writing.written(wanted);
          assert.deepEqual(specOf(policy), writing.settle(wanted), text);
        }),
        parameters,
      );
    });

    it('lets a browser do what was to be allowed, and nothing else', () => {
      fc.assert(
        fc.property(spec, fc.array(call, { minLength: 5, maxLength: 5 }), (wanted, calls) => {
          const { policy, text } = writing.written(wanted);
          const reference = plainServer(writing.settle(wanted), writing.strict);
          for (const one of calls) {
            const real = tryCall(policy.answer, one);
            assert.equal(real.unknown, false, text);
            const expected = tryCall(reference, one).verdict.outcome;
            assert.equal(real.verdict.outcome, expected, `${JSON.stringify(one)}\n${text}`);
            const { origin } = one;
            if (tryCall(reference, { origin, method: 'GET' }).verdict.outcome !== 'readable') continue;
            assert.deepEqual(exposedBy(policy.answer, origin), exposedBy(reference, origin), text);
          }
        }),
        parameters,
      );
    });

    it('comes with a note where the stack cannot say it', () => {
      fc.assert(
        fc.property(spec, (wanted) => {
          const { notes } = writing.written(wanted);
          if (wanted.origins === 'any' && wanted.credentials) assert.notDeepEqual(notes, []);
          if (isReplaced(normalise(wanted), writing.settle(wanted))) assert.notDeepEqual(notes, []);
        }),
        parameters,
      );
    });
  });
}

/** Whether a part of a policy that was stated comes out as something else; more headers to list make no difference. */
function isReplaced(wanted: PolicySpec, settled: PolicySpec): boolean {
  const same = (a: unknown, b: unknown): boolean => a === null || JSON.stringify(a) === JSON.stringify(b);
  const covers = Array.isArray(wanted.allowHeaders) && Array.isArray(settled.allowHeaders);
  return (
    !same(wanted.origins, settled.origins) ||
    wanted.credentials !== settled.credentials ||
    !same(wanted.methods, settled.methods) ||
    (!covers && !same(wanted.allowHeaders, settled.allowHeaders)) ||
    !same(wanted.exposeHeaders, settled.exposeHeaders) ||
    !same(wanted.maxAge, settled.maxAge)
  );
}
