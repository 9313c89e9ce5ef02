import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as playwright } from 'playwright-core';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../../scripts/lib/root.mjs';
import { installVsix, startVSCodeServer } from '../../scripts/lib/vscode-server.mjs';
import type { VSCodeServer } from '../../scripts/lib/vscode-server.mjs';
import { chromium, chromiumArgs } from '../../scripts/setup/index.mjs';

export interface EditorOptions {
  /** Absolute path of the folder to open. Copy fixtures first (see scratch.ts): fixes and saves change it. */
  folder: string;
  /** The extension: a source tree (default: this one, which needs dist/), or a packed VSIX in a clean profile. */
  extension?: { development: string } | { vsix: string };
  settings?: Record<string, unknown>;
  /** The folder is opened without being trusted. */
  restricted?: boolean;
  viewport?: { width: number; height: number };
}

export interface Problem {
  severity: 'Error' | 'Warning' | 'Info';
  message: string;
  line: number;
  column: number;
}

/** A real VS Code window on a folder, driven as a person would. Call close() when done. */
export class Editor {
  readonly page: Page;
  readonly #server: VSCodeServer;
  readonly #browser: Browser;
  readonly #dir: string;

  private constructor(page: Page, server: VSCodeServer, browser: Browser, dir: string) {
    this.page = page;
    this.#server = server;
    this.#browser = browser;
    this.#dir = dir;
  }

  /** Starts the server and headless Chromium and waits until the workbench stands. Takes about 5 seconds. */
  static async start(options: EditorOptions): Promise<Editor> {
    const { folder, extension = { development: root }, settings = {} } = options;
    const { viewport = { width: 1280, height: 800 }, restricted = false } = options;
    const dir = mkdtempSync(path.join(tmpdir(), 'preflight-vscode-'));
    const extensionsDir = path.join(dir, 'extensions');
    if ('vsix' in extension) installVsix(extension.vsix, dir, extensionsDir);
    const server = await startVSCodeServer({
      dir,
      extensionsDir,
      settings: { ...steadySettings, ...settings },
      restricted,
    });
    try {
      const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs() });
      const context = await browser.newContext({
        viewport,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const editor = new Editor(page, server, browser, dir);
      await page.goto(
        server.address({
          folder,
          extensionDevelopmentPath: 'development' in extension ? extension.development : undefined,
        }),
      );
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
      // The remote indicator gets its text when the connection to the extension host stands.
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
      return editor;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Closes the window and ends the server. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Opens a file of the folder by quick open. `file` is relative to the folder. */
  async openFile(file: string): Promise<void> {
    const name = path.posix.basename(file);
    await this.page.keyboard.press('ControlOrMeta+P');
    const input = this.#quickInput();
    await input.waitFor();
    await input.fill(file);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first();
    await row.waitFor();
    await input.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** Runs a command of the palette by its exact title. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.#quickInput();
    await input.waitFor();
    await input.fill(`>${title}`);
    const label = this.page
      .locator('.quick-input-list .monaco-list-row .label-name')
      .getByText(title, { exact: true });
    await label.first().click();
    await input.waitFor({ state: 'hidden' });
  }

  /** Whether the palette offers a command of exactly this title. */
  async offersCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    const input = this.#quickInput();
    await input.waitFor();
    await input.fill(`>${title}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    const titles = await rows.locator('.label-name').allTextContents();
    await this.page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
    return titles.includes(title);
  }

  /** Puts the cursor there; 1-based. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.#quickInput();
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await input.press('Enter');
    await this.page
      .locator('.part.statusbar')
      .getByText(`Ln ${line}, Col ${column}`, { exact: true })
      .waitFor();
    await this.#focusedEditor().waitFor();
  }

  /** Types text at the cursor of the active editor. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Saves the active file and waits until it is no longer marked as changed. */
  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Squiggles of the active editor, of one severity or of any. */
  squiggles(severity?: 'error' | 'warning' | 'info' | 'hint'): Locator {
    const severities = severity ? [severity] : ['error', 'warning', 'info', 'hint'];
    const selector = severities.map((name) => `.squiggly-${name}`).join(', ');
    return this.page.locator('.editor-group-container.active .view-overlays').locator(selector);
  }

  /**
   * Waits until the Problems view lists a problem whose message contains this text.
   * Opens the view; the editor has the focus again afterwards.
   */
  async waitForProblem(text: string): Promise<void> {
    await this.#showProblems();
    await this.#problemRows().filter({ hasText: text }).first().waitFor();
    await this.#focusEditor();
  }

  /** Waits until the Problems view lists no problem whose message contains this text. */
  async waitForNoProblem(text: string): Promise<void> {
    await this.#showProblems();
    await this.#problemRows().filter({ hasText: text }).first().waitFor({ state: 'detached' });
    await this.#focusEditor();
  }

  /** What the Problems view lists now, for all open files. Wait for one of them first. */
  async problems(): Promise<Problem[]> {
    await this.#showProblems();
    const labels = await this.#problemRows().evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('aria-label') ?? ''),
    );
    await this.#focusEditor();
    return labels.map(parseProblem);
  }

  /** The titles that the lightbulb offers at the cursor. Closes the menu. */
  async quickFixes(): Promise<string[]> {
    await this.#openLightbulb();
    const titles = await this.#fixRows().locator('.title').allTextContents();
    await this.page.keyboard.press('Escape');
    await this.#fixMenu().waitFor({ state: 'hidden' });
    return titles;
  }

  /** Applies the quick fix of this title at the cursor, and waits until the file has changed. Save it before the next. */
  async applyQuickFix(title: string): Promise<void> {
    await this.#openLightbulb();
    const row = this.#fixRows().filter({ hasText: title }).first();
    await row.click();
    await this.#fixMenu().waitFor({ state: 'hidden' });
    await this.page.locator('.tab.active.dirty').waitFor();
  }

  /** The page inside the visible webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Changes a setting outside the folder; VS Code takes it up as soon as it sees the file change. */
  setSetting(key: string, value: unknown): void {
    const settings = JSON.parse(readFileSync(this.#server.settingsFile, 'utf8')) as Record<string, unknown>;
    writeFileSync(this.#server.settingsFile, JSON.stringify({ ...settings, [key]: value }, null, 2));
  }

  /** Switches the colour theme and waits until the window wears it. */
  async setTheme(theme: 'light' | 'dark' | 'high contrast' | 'high contrast light'): Promise<void> {
    const { id, className } = themes[theme];
    this.setSetting('workbench.colorTheme', id);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Saves a picture of the window. `file` is absolute. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-filter input');
  }

  #problemRows(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row:has(.marker-icon)');
  }

  async #showProblems(): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
  }

  async #focusEditor(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+1');
    await this.#focusedEditor().waitFor();
  }

  #focusedEditor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor.focused');
  }

  /**
   * The lightbulb, in the text or at the edge, appears when the code actions for the cursor are known; asked earlier, the menu may not
   * open. While TypeScript's server starts, VS Code can also drop the question: then a person presses the keys again, and so does this.
   */
  async #openLightbulb(): Promise<void> {
    const lightbulb =
      '.editor-group-container.active [class*="codicon-"][class*="light"][class*="bulb"]:visible';
    for (let attempt = 1; ; attempt++) {
      await this.page.locator(lightbulb).first().waitFor({ timeout: 60_000 });
      await this.#focusedEditor().waitFor();
      await this.page.keyboard.press('ControlOrMeta+.');
      try {
        await this.#fixRows().first().waitFor({ timeout: 10_000 });
        return;
      } catch (error) {
        if (attempt === 6) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  #fixMenu(): Locator {
    return this.page.locator('.action-widget:not(.action-list-submenu-panel)');
  }

  #fixRows(): Locator {
    return this.#fixMenu().locator('.monaco-list-row.action');
  }
}

/** What lets a test wait for a thing rather than for a time. */
const steadySettings = {
  // On the web, VS Code saves after a second unless told otherwise.
  'files.autoSave': 'off',
  'editor.lightbulb.enabled': 'on',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'problems.defaultViewMode': 'tree',
};

const themes = {
  light: { id: 'Light Modern', className: 'vs' },
  dark: { id: 'Dark Modern', className: 'vs-dark' },
  'high contrast': { id: 'Default High Contrast', className: 'hc-black' },
  'high contrast light': { id: 'Default High Contrast Light', className: 'hc-light' },
} as const;

/** The label reads "Error: MESSAGE at line 3 and character 5 (…)". */
function parseProblem(label: string): Problem {
  const match = /^(Error|Warning|Info)\b.*?: (.*?) at line (\d+) and character (\d+)/s.exec(label);
  const [, severity, message, line, column] = match ?? [];
  if (!severity || !message) throw new Error(`The Problems view has a row of unknown form: ${label}`);
  return { severity: severity as Problem['severity'], message, line: Number(line), column: Number(column) };
}
