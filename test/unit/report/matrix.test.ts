import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { probeMatrix, type MatrixPlan } from '../../../src/probe/matrix.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { matrixMarkdown, matrixReportOf, matrixText, type MatrixReport } from '../../../src/report/matrix.ts';
import { plain } from '../../../src/report/style.ts';
import { answered, failed, StubTransport } from '../probe/stubTransport.ts';
import { origin, request, sentHeader } from './support.ts';

const plan: MatrixPlan = {
  request: { ...request, url: 'http://api.test/orders?token=s3cret' },
  origins: [origin, 'http://evil.test'],
  methods: ['GET', 'POST', 'PUT'],
  credentials: ['omit'],
};

function list(asked: WireRequest): WireAnswer {
  return answered(
    200,
    sentHeader(asked, 'Origin') === origin
      ? [
          ['Access-Control-Allow-Origin', origin],
          ['Access-Control-Allow-Methods', 'PUT'],
        ]
      : [],
  );
}

async function run(
  answer: (asked: WireRequest) => WireAnswer,
  changed: Partial<MatrixPlan> = {},
  options: Parameters<typeof probeMatrix>[2] = {},
): Promise<{ report: MatrixReport; transport: StubTransport }> {
  const transport = new StubTransport(answer);
  const report = matrixReportOf(await probeMatrix({ ...plan, ...changed }, transport, options));
  return { report, transport };
}

describe('the matrix', () => {
  it('has a row for each origin and a cell for each method', async () => {
    const { report } = await run(list);
    assert.deepEqual(
      report.rows.map(({ origin, cells }) => [origin, ...cells.map((cell) => cell?.state)]),
      [
        [origin, 'readable', 'not-sent', 'preflight-passed'],
        ['http://evil.test', 'blocked', 'not-sent', 'blocked'],
      ],
    );
    assert.equal(report.sentence, '2 of 6 kinds of requests pass.');
    assert.doesNotMatch(JSON.stringify(report), /s3cret/);
  });

  it('sends nothing that changes state, unless somebody agrees', async () => {
    const careful = await run(list);
    assert.deepEqual(
      new Set(careful.transport.sent.map(({ method }) => method)),
      new Set(['GET', 'OPTIONS']),
    );
    const bold = await run(list, {}, { confirm: () => true });
    assert.deepEqual(
      bold.report.rows[0]?.cells.map((cell) => cell?.state),
      ['readable', 'readable', 'readable'],
    );
  });

  it('has a row for each credentials mode', async () => {
    const { report } = await run(list, {
      credentials: ['omit', 'include'],
      methods: ['GET'],
      origins: [origin],
    });
    assert.deepEqual(
      report.rows.map(({ credentials, cells }) => [credentials, cells[0]?.state]),
      [
        ['omit', 'readable'],
        ['include', 'blocked'],
      ],
    );
  });

  it('stops when it is told to, and says what was not tested', async () => {
    const controller = new AbortController();
    const { report } = await run(
      list,
      { methods: ['GET'] },
      { signal: controller.signal, onCell: () => controller.abort() },
    );
    assert.equal(report.complete, false);
    assert.deepEqual(report.rows[1]?.cells, [null]);
    assert.equal(report.sentence, '1 of 2 kinds of requests pass; 1 were not tested.');
  });

  it('prints one table, and each reason once', async () => {
    const { report } = await run(() => failed('refused'), { methods: ['GET'] });
    const text = matrixText(report, plain);
    assert.match(text, /^Origin +Credentials +GET$/m);
    assert.match(text, /^http:\/\/evil\.test +omit +✗ no answer$/m);
    assert.equal((text.match(/Nothing listens/g) ?? []).length, 1);
  });

  it('is a Markdown table that no origin breaks', async () => {
    const { report } = await run(list, { methods: ['GET'] });
    const strange = { ...report, rows: report.rows.map((row) => ({ ...row, origin: 'a|b`c' })) };
    const lines = matrixMarkdown(strange)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    assert.equal(lines.length, 4);
    for (const line of lines) assert.equal((line.match(/(?<!\\)\|/g) ?? []).length, 4, line);
  });
});
