import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../src/rules/registry.ts';
import { Pages, type PageAnswer, type ScriptOutcome } from './browser.ts';
import { readPage, type Block, type Case } from './page.ts';
import { readRequest } from './request.ts';
import type { Started } from './servers/server.ts';
import { serversFor, Starters, type ServerName } from './starters.ts';

/** Milliseconds after which a page takes it that no answer will come. */
const patience = 2_000;

describe('proof: real servers and real Chromium agree with the rule pages', function () {
  this.timeout(60_000);
  const starters = new Starters();
  let pages: Pages;

  before(async () => {
    pages = await Pages.open();
  });
  after(async () => {
    await pages?.close();
    await starters.close();
  });

  for (const { meta } of rules) {
    describe(meta.id, () => {
      const markdown = readFileSync(new URL(`../../docs/rules/${meta.id}.md`, import.meta.url), 'utf8');
      for (const known of readPage(markdown).cases) {
        if (known.requests.length === 0) continue;
        if (known.stack === 'client') proveScript(known);
        else for (const server of serversFor(known)) proveCase(known, server);
      }
    });
  }

  function proveCase(known: Case, server: ServerName): void {
    const first = known.block.kind === 'wrong' ? 'wrong' : 'result';
    it(`${known.name} on ${server}: ${first}`, () => proveBlock(known.block, known, first, server));
    const fixed = known.fixed[0];
    if (fixed) it(`${known.name} on ${server}: fixed`, () => proveBlock(fixed, known, 'fixed', server));
  }

  function proveScript(known: Case): void {
    const blocks = {
      [known.block.kind === 'wrong' ? 'wrong' : 'result']: known.block,
      fixed: known.fixed[0],
    };
    for (const [column, block] of Object.entries(blocks)) {
      if (!block) continue;
      it(`${known.name} in a page: ${column}`, async () => {
        for (const { request, results } of known.requests) {
          const origin = /^load\(\) from (\S+)$/.exec(request)?.[1];
          assert.ok(origin, `This is not what a page can run: ${request}`);
          checkScript(results[column] ?? '', await pages.run(block.text, origin));
        }
      });
    }
  }

  async function proveBlock(block: Block, known: Case, column: string, server: ServerName): Promise<void> {
    const starter = await starters.get(server);
    const started = await starter.start(block.text, block.language);
    try {
      for (const row of known.requests) {
        const stated = row.results[column];
        assert.ok(stated, `"${row.request}" states nothing under ${column}`);
        await proveRequest(started, row.request, stated);
      }
    } finally {
      if (started.base !== null) await started.stop();
    }
  }

  async function proveRequest(started: Started, request: string, stated: string): Promise<void> {
    const refusal = /^does not start(?:: (.+))?$/.exec(stated);
    if (started.base === null) {
      assert.ok(refusal, `the server does not start: ${started.printed}`);
      assert.ok(started.printed.includes(refusal[1] ?? ''), `the server printed: ${started.printed}`);
      return;
    }
    assert.ok(!refusal, 'the server starts');
    const asked = readRequest(request, started.base);
    if (stated === 'no answer') {
      const answer = await pages.ask({ ...asked, patience });
      assert.ok(answer.gaveUp, `${request}: there is an answer\n${outcomeOf(answer)}`);
      return;
    }
    checkAnswer(request, stated, await pages.ask(asked));
  }
});

/** `readable`, `blocked[: words of the console]`, or `fails: words of the error` where nothing was blocked. */
function checkScript(stated: string, { error, console }: ScriptOutcome): void {
  const got = `${error ?? 'readable'}\n${console.join('\n')}`;
  const [, outcome, words = ''] = /^(readable|blocked|fails)(?:: (.+))?$/.exec(stated) ?? [];
  const reason = console.find((line) => line.includes('blocked by CORS policy'));
  const happened = error === null ? 'readable' : reason ? 'blocked' : 'fails';
  assert.equal(happened, outcome, got);
  assert.ok((reason ?? error ?? '').includes(words), got);
}

function outcomeOf({ status, console }: PageAnswer): string {
  return `${status === null ? 'blocked' : `readable ${status}`}\n${console.join('\n')}`;
}

function checkAnswer(request: string, stated: string, answer: PageAnswer): void {
  const got = outcomeOf(answer);
  const match = /^(readable|blocked)(?: (\d{3}))?(?:: (.+))?$/.exec(stated);
  assert.ok(match, `"${stated}" is no result that a page can state`);
  const [, outcome, status, words] = match;
  assert.equal(answer.status === null ? 'blocked' : 'readable', outcome, `${request}\n${got}`);
  if (status) assert.equal(answer.status, Number(status), `${request}\n${got}`);
  if (outcome === 'readable') return;
  const reason = answer.console.find((line) => line.includes('blocked by CORS policy'));
  assert.ok(reason, `${request}: no CORS line in the console\n${got}`);
  assert.ok(reason.includes(words ?? ''), `${request}\n${got}`);
}
