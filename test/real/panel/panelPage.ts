import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { panelHtml } from '../../../src/extension/panelHtml.ts';
import type { HostMessage, PageMessage } from '../../../src/extension/protocol.ts';
import { chromium, chromiumArgs } from '../../../scripts/setup/index.mjs';
import type { PanelState } from './states.ts';
import themes from './themes.json' with { type: 'json' };

export type Theme = keyof typeof themes;

export const allThemes = Object.keys(themes) as readonly Theme[];

/** The panel's page in a real Chromium with its real policy; the test plays the extension. */
export class PanelPage {
  readonly page: Page;
  /** What the page posted, in order. */
  readonly posted: PageMessage[] = [];
  /** What the browser complained about: script errors and breaches of the page's policy. */
  readonly complaints: string[] = [];
  /** Requests besides the page, its script and its style. */
  readonly strayRequests: string[] = [];
  #waiting: (() => void)[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(harness: PanelHarness, kept: unknown = undefined): Promise<PanelPage> {
    const context = await harness.browser.newContext({ viewport: { width: 800, height: 900 } });
    const panel = new PanelPage(await context.newPage());
    const { page } = panel;
    page.on('pageerror', (error) => panel.complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') panel.complaints.push(line.text());
    });
    page.on('request', (request) => {
      if (!harness.addresses.has(request.url())) panel.strayRequests.push(request.url());
    });
    await page.exposeFunction('posted', (message: PageMessage) => {
      panel.posted.push(message);
      for (const wake of panel.#waiting.splice(0)) wake();
    });
    await page.addInitScript((state: unknown) => {
      const posted = Reflect.get(globalThis, 'posted') as (message: unknown) => void;
      Reflect.set(globalThis, 'acquireVsCodeApi', () => ({
        postMessage: posted,
        getState: () => Reflect.get(globalThis, 'kept') ?? state,
        setState: (next: unknown) => Reflect.set(globalThis, 'kept', next),
      }));
    }, kept);
    await page.goto(harness.address);
    await panel.message('ready');
    return panel;
  }

  /** The first message of that type, as soon as it is there. */
  async message<Type extends PageMessage['type']>(type: Type): Promise<Extract<PageMessage, { type: Type }>> {
    for (;;) {
      const found = this.posted.find((message) => message.type === type);
      if (found) return found as Extract<PageMessage, { type: Type }>;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Shows a state, with everything unfolded on request. */
  async show(state: PanelState, unfolded = false): Promise<void> {
    const { form, shown, history } = state;
    await this.send({ type: 'init', form, shown, history });
    if (!unfolded) return;
    await this.page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
  }

  /** Dresses the page as VS Code does in that theme. */
  async wear(theme: Theme): Promise<void> {
    await this.page.evaluate(
      ([kind, values]) => {
        document.body.dataset['vscodeThemeKind'] = kind;
        const { style } = document.documentElement;
        style.cssText = '';
        for (const [name, value] of Object.entries(values)) style.setProperty(name, value);
      },
      [theme, themes[theme]] as const,
    );
  }

  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate((data) => {
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, message);
  }

  /** What the page asked its host to keep. */
  kept(): Promise<unknown> {
    return this.page.evaluate(() => Reflect.get(globalThis, 'kept') as unknown);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** Serves the page and holds the browser that opens it. */
export interface PanelHarness {
  readonly browser: Browser;
  readonly address: string;
  readonly addresses: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function panelHarness(): Promise<PanelHarness> {
  const bundle = await build({
    entryPoints: [new URL('../../../src/webview/main.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
  });
  const style = readFileSync(new URL('../../../media/panel.css', import.meta.url));
  let origin = '';
  const server = createServer(({ url }, response) => {
    if (url === '/webview.js')
      return response.setHeader('Content-Type', 'text/javascript').end(bundle.outputFiles[0]?.contents);
    if (url === '/panel.css') return response.setHeader('Content-Type', 'text/css').end(style);
    return response
      .setHeader('Content-Type', 'text/html')
      .end(panelHtml({ cspSource: origin, nonce: 'bm9uY2U=', script: '/webview.js', style: '/panel.css' }));
  });
  await listen(server);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs() });
  return {
    browser,
    address: `${origin}/`,
    addresses: new Set([
      `${origin}/`,
      `${origin}/webview.js`,
      `${origin}/panel.css`,
      `${origin}/favicon.ico`,
    ]),
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
