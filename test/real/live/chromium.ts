import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type ConsoleMessage, type Page } from 'playwright-core';
import { chromium as chromiumPath, chromiumArgs } from '../../../scripts/setup/index.mjs';

/** The part of fetch's second argument that tests need. */
export interface Init {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  readonly body?: string;
}

/** A real Chromium with one page, and the CORS lines of its console. */
export class Browser {
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #profile: string;

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.#context = context;
    this.#page = page;
    this.#profile = profile;
  }

  static async open(...args: string[]): Promise<Browser> {
    const profile = await mkdtemp(path.join(tmpdir(), 'preflight-live-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      headless: true,
      args: [...chromiumArgs(), ...args],
    });
    return new Browser(context, context.pages()[0] ?? (await context.newPage()), profile);
  }

  async visit(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  /** Puts cookies into the jar that go along from every page. */
  async setCookies(url: string, cookies: Readonly<Record<string, string>>): Promise<void> {
    await this.#context.addCookies(
      Object.entries(cookies).map(([name, value]) => ({ name, value, url, sameSite: 'None', secure: true })),
    );
  }

  /** Makes the request from the page. Out: whether the page got an answer, and what the console said of it. */
  async fetch(
    url: string,
    init: Init,
  ): Promise<{ readonly status: number | null; readonly console: string[] }> {
    const console: string[] = [];
    const listen = (message: ConsoleMessage): void => {
      if (message.text().startsWith('Access to ')) console.push(message.text());
    };
    this.#page.on('console', listen);
    const status = await this.#page.evaluate(
      async ({ url, init }) => {
        try {
          return (await fetch(url, init)).status;
        } catch {
          return null;
        }
      },
      { url, init },
    );
    this.#page.off('console', listen);
    return { status, console };
  }

  async close(): Promise<void> {
    await this.#context.close();
    await rm(this.#profile, { recursive: true, force: true });
  }
}
