import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { allThemes, panelHarness, PanelPage, type PanelHarness } from './panelPage.ts';
import { panelStates, type PanelState } from './states.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('every state of the panel', function () {
  this.timeout(180_000);
  let harness: PanelHarness;
  let states: readonly PanelState[];

  before(async () => {
    harness = await panelHarness();
    states = await panelStates();
  });
  after(() => harness.close());

  const each = async (check: (panel: PanelPage, state: PanelState) => Promise<void>): Promise<void> => {
    const panel = await PanelPage.open(harness);
    for (const state of states) {
      await panel.show(state, true);
      await check(panel, state);
      assert.deepEqual(panel.complaints, [], state.name);
      assert.deepEqual(panel.strayRequests, [], state.name);
    }
    await panel.close();
  };

  it('says in its first words what it is', () =>
    each(async (panel, { name, says }) => {
      assert.match(await panel.page.getByRole('status').first().innerText(), says, name);
    }));

  for (const theme of allThemes) {
    it(`is readable for axe in ${theme}`, async function () {
      this.timeout(300_000);
      const found: string[] = [];
      await each(async (panel, { name }) => {
        await panel.page.evaluate((script) => {
          if ('axe' in globalThis) return;
          const element = document.createElement('script');
          element.nonce = document.querySelector('script')?.nonce ?? '';
          element.textContent = script;
          document.head.append(element);
        }, axe);
        await panel.wear(theme);
        // Themes differ in their colours alone.
        const rules = theme === allThemes[0] ? {} : { runOnly: ['color-contrast'] };
        const { violations } = await panel.page.evaluate(
          (options) =>
            (Reflect.get(globalThis, 'axe') as { run(options: object): Promise<AxeResults> }).run(options),
          { ...rules, resultTypes: ['violations'] },
        );
        for (const { id, nodes } of violations) {
          found.push(`${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        }
      });
      assert.deepEqual(found, []);
    });
  }

  it('fits into 400 pixels', () =>
    each(async (panel, { name }) => {
      await panel.page.setViewportSize({ width: 400, height: 900 });
      const overflow = await panel.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(overflow, 0, name);
    }));

  it('runs, loads and links nothing of what a server sent', () =>
    each(async (panel, { name }) => {
      const taken = 'img, a, iframe, style, [onerror], [style*="url"], #result script, #result link';
      assert.equal(await panel.page.locator(taken).count(), 0, name);
      assert.equal(await panel.page.title(), 'Test CORS endpoint', name);
    }));
});

describe('the panel, drawn again and again', function () {
  this.timeout(180_000);

  it('holds no more memory after 200 drawings than after a few', async () => {
    const harness = await panelHarness();
    try {
      const panel = await PanelPage.open(harness);
      const states = (await panelStates()).filter(({ shown }) => shown.kind === 'report');
      const session = await panel.page.context().newCDPSession(panel.page);
      await session.send('HeapProfiler.enable');
      const draw = async (times: number): Promise<void> => {
        for (let time = 0; time < times; time++) {
          const state = states[time % states.length];
          if (state) await panel.send({ type: 'shown', shown: state.shown });
        }
      };
      const measure = async (): Promise<{ bytes: number; nodes: number }> => {
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize } = await session.send('Runtime.getHeapUsage');
        const { nodes } = await session.send('Memory.getDOMCounters');
        return { bytes: usedSize, nodes };
      };
      await draw(3 * states.length);
      const before = await measure();
      await draw(200 - (200 % states.length));
      const after = await measure();
      assert.ok(after.bytes < before.bytes * 1.2 + 100_000, JSON.stringify({ before, after }));
      assert.ok(after.nodes < before.nodes * 1.2 + 500, JSON.stringify({ before, after }));
    } finally {
      await harness.close();
    }
  });
});
