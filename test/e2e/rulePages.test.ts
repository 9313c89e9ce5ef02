import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Editor } from '../host/editor.ts';
import { scratch } from '../host/scratch.ts';

const openToAll = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)
`;

describe('the page of a rule', function () {
  this.timeout(240_000);

  it('opens from the Problems view, leads on to others, and is there again after a reload', async () => {
    const folder = scratch();
    writeFileSync(path.join(folder.dir, 'main.py'), openToAll);
    const editor = await Editor.start({ folder: folder.dir });
    const title = (rule: string): Promise<void> =>
      editor.webview().getByRole('heading', { name: rule, exact: true }).waitFor();
    try {
      await editor.openFile('main.py');
      await editor.waitForProblem('can read this with cookies');
      await editor.runCommand('Problems: Focus on Problems View');
      const code = editor.page.locator('.markers-panel a').filter({ hasText: 'reflect-origin-credentials' });
      await code.click({ modifiers: ['ControlOrMeta'] });
      await title('reflect-origin-credentials');
      await editor.webview().getByRole('link', { name: 'starlette-wildcard-credentials' }).click();
      await title('starlette-wildcard-credentials');
      const reloaded = editor.page.waitForEvent('load');
      await editor.runCommand('Developer: Reload Window');
      await reloaded;
      await title('starlette-wildcard-credentials');
    } finally {
      await editor.close();
      folder.remove();
    }
  });
});
