import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { allThemes, panelHarness, PanelPage } from '../test/real/panel/panelPage.ts';
import { panelStates } from '../test/real/panel/states.ts';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';
import { say } from './lib/say.mjs';

const dir = path.join(root, 'out', 'panel');
const widths = [400, 1000];

/** Takes pictures of everything that the panel can show, in every theme and at two widths, to be looked at: out/panel. */
await main(async () => {
  mkdirSync(dir, { recursive: true });
  const harness = await panelHarness();
  try {
    for (const state of await panelStates()) {
      const panel = await PanelPage.open(harness);
      await panel.show(state);
      for (const theme of allThemes) {
        await panel.wear(theme);
        for (const width of widths) {
          await panel.page.setViewportSize({ width, height: 800 });
          const file = `${state.name}-${theme.replace('vscode-', '')}-${width}.png`;
          await panel.page.screenshot({ path: path.join(dir, file), fullPage: true });
        }
      }
      await panel.close();
    }
    say(path.relative(root, dir));
  } finally {
    await harness.close();
  }
});
