import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'mocha';
import { probeText } from '../../src/report/probeText.ts';
import { panelHarness, PanelPage, type PanelHarness } from '../real/panel/panelPage.ts';
import { shownReport } from '../real/panel/states.ts';
import { emptyForm } from '../../src/extension/protocol.ts';
import { askChromium } from './askChromium.ts';
import type { Measured, Rounds } from './rounds.ts';
import { each, openZoo, Visitor, type Visit, type Zoo } from './visit.ts';
import { animals } from './zoo.ts';

/** No test takes longer, on the slowest machine. */
const LIMIT_MS = 60_000;
const MB = 1_000_000;

describe('the zoo of servers that misbehave', function () {
  this.timeout(240_000);
  let zoo: Zoo;
  let visits: Map<string, Visit>;

  before(async () => {
    zoo = await openZoo(animals);
    const visitor = new Visitor(zoo.habitat.authority.cert);
    const made = await each(zoo.kept, async ({ animal, home }) => {
      const visit = await visitor.visit({ ...animal, url: home.url });
      return [animal.name, visit] as const;
    });
    visits = new Map(made);
  });

  after(() => zoo.close());

  const visitOf = (name: string): Visit => {
    const visit = visits.get(name);
    assert.ok(visit !== undefined, name);
    return visit;
  };

  it('has each animal once', () => {
    assert.equal(new Set(animals.map(({ name }) => name)).size, animals.length);
    assert.ok(animals.length >= 60);
  });

  for (const { name, result, kind, says } of animals) {
    it(`a server that ${name}`, () => {
      const { report, tookMs } = visitOf(name);
      const words = `${report.sentence} ${report.detail ?? ''}`;
      assert.equal(report.result, result, words);
      if (kind !== undefined) assert.equal(report.failure?.kind, kind, words);
      assert.notEqual(report.failure?.kind, 'other', words);
      if (says !== undefined) assert.match(words, says);
      assert.ok(tookMs < LIMIT_MS, `took ${Math.round(tookMs)} ms`);
      assert.doesNotMatch(JSON.stringify(report), /s3cret/);
      assert.doesNotMatch(probeText(report).replaceAll('\n', ''), /\p{Cc}/u);
    });
  }

  it('fares with a page in a real Chromium as the live test says', async () => {
    const known = zoo.kept.filter(({ animal }) => animal.chromium?.fares !== 'not-asked');
    const fared = await askChromium({ ...zoo, kept: known });
    const found = known.map(({ animal: { name } }, i) => `${name}: ${fared[i]}`);
    const expected = known.map(
      ({ animal: { name, result, chromium } }) => `${name}: ${chromium?.fares ?? result}`,
    );
    assert.deepEqual(found, expected);
  });

  it('costs no memory, however often it is visited', async () => {
    const child = fork(new URL('rounds.ts', import.meta.url), { execArgv: ['--expose-gc'] });
    const order: Rounds = {
      authority: zoo.habitat.authority.cert,
      errands: zoo.kept.map(({ animal: { request, body, waits }, home }) => ({
        url: home.url,
        ...(request === undefined ? {} : { request }),
        ...(body === undefined ? {} : { body }),
        ...(waits === undefined ? {} : { waits }),
      })),
      rounds: 3,
    };
    child.send(order);
    const [measured] = (await once(child, 'message')) as [Measured];
    const [, second, third] = measured.after;
    assert.ok(second !== undefined && third !== undefined);
    const told = JSON.stringify(measured);
    assert.ok(third.heap < second.heap + MB, told);
    assert.ok(third.buffers < second.buffers + MB, told);
    assert.ok(measured.peak < 640 * MB, told);
  });

  describe('in the panel', () => {
    let harness: PanelHarness;

    before(async () => {
      harness = await panelHarness();
    });

    after(() => harness.close());

    it('is text and nothing else', async () => {
      const panel = await PanelPage.open(harness);
      const { page } = panel;
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      for (const { name } of animals) {
        const { report } = visitOf(name);
        await panel.show({ form: emptyForm, shown: shownReport(report), history: [], name, says: /./ }, true);
        const found = await page.evaluate(foundInPage);
        assert.deepEqual(found, { pwned: false, strange: [] }, name);
        assert.match(await page.getByRole('status').first().innerText(), /\w/, name);
      }
      assert.equal(await page.title(), 'Test CORS endpoint');
      assert.deepEqual(dialogs, []);
      assert.deepEqual(panel.complaints, []);
      assert.deepEqual(panel.strayRequests, []);
      await panel.close();
    });
  });
});

/** Whether anything ran, and every element that the panel has no use for or that does something by itself. */
function foundInPage(): { readonly pwned: boolean; readonly strange: string[] } {
  const shown = document.querySelectorAll('body *');
  const strange = [...shown].filter(
    (element) =>
      /^(?:a|animate|area|audio|base|embed|form|iframe|image|img|link|math|meta|object|script|style|svg|video)$/i.test(
        element.localName,
      ) &&
      element.id !== 'form' &&
      !(element.localName === 'script' && element.closest('#result') === null),
  );
  const doing = [...shown].filter((element) =>
    [...element.attributes].some(
      ({ name, value }) => /^on|^srcdoc$/i.test(name) || /^\s*javascript:/i.test(value),
    ),
  );
  return {
    pwned: Reflect.has(globalThis, '__pwned'),
    strange: [...strange, ...doing].map((element) => element.outerHTML.slice(0, 200)),
  };
}
