import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';
import { root } from '../../../scripts/lib/root.mjs';

const eslint = new ESLint({ cwd: root });

/** What the layer rule says of one line of source in a file of src. */
async function layerErrors(file: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: path.join(root, 'src', file) });
  assert.ok(result);
  return result.messages.filter(({ ruleId }) => ruleId === 'preflight/layers').map(({ message }) => message);
}

describe('the folder order', function () {
  // The first source that ESLint sees loads its configuration and the TypeScript parser.
  this.timeout(30_000);

  const forbidden: [file: string, source: string, says: RegExp][] = [
    ['cors/x.ts', "import { lint } from '../rules/lint.ts';", /src\/cors may not import src\/rules/],
    ['cors/x.ts', "export * from '../policy/types.ts';", /src\/cors may not import src\/policy/],
    [
      'policy/x.ts',
      "import type { Rule } from '../rules/types.ts';",
      /src\/policy may not import src\/rules/,
    ],
    ['policy/x.ts', "type R = import('../rules/types.ts').Rule;", /src\/policy may not import src\/rules/],
    ['rules/x.ts', "const p = import('../probe/probe.ts');", /src\/rules may not import src\/probe/],
    ['rules/x.ts', "import { readFileSync } from 'node:fs';", /is pure and may not import "node:fs"/],
    ['project/x.ts', "import fs from 'fs';", /is pure and may not import "fs"/],
    ['stacks/nginx/x.ts', "import { read } from '../apache/read.ts';", /may not import another stack/],
    [
      'cli/x.ts',
      "import { activate } from '../extension/extension.ts';",
      /src\/cli may not import src\/extension/,
    ],
    ['cli/x.ts', "import * as vscode from 'vscode';", /Only src\/extension imports vscode/],
    ['probe/x.ts', "import type { Uri } from 'vscode';", /Only src\/extension imports vscode/],
    ['webview/x.ts', "import { probe } from '../probe/probe.ts';", /src\/webview imports only types/],
    [
      'webview/x.ts',
      "import { settings } from '../extension/settings.ts';",
      /src\/webview imports only types/,
    ],
    ['cors/x.ts', "import { x } from '../misc/x.ts';", /src\/misc is not in the list of layers/],
  ];
  for (const [file, source, says] of forbidden) {
    it(`refuses in src/${file}: ${source}`, async () => {
      const errors = await layerErrors(file, source);
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? '', says);
    });
  }

  const allowed: [file: string, source: string][] = [
    ['rules/x.ts', "import { plan } from '../cors/plan.ts';"],
    ['stacks/nginx/x.ts', "import { scan } from './scan.ts';"],
    ['stacks/nginx/x.ts', "import type { Policy } from '../../policy/types.ts';"],
    ['stacks/registry.ts', "import { read } from './nginx/read.ts';"],
    ['probe/x.ts', "import net from 'node:net';"],
    ['extension/x.ts', "import * as vscode from 'vscode';"],
    ['webview/x.ts', "import type { ToPanel } from '../extension/protocol.ts';"],
    ['webview/x.ts', "import { emptyForm } from '../extension/protocol.ts';"],
    ['webview/x.ts', "import type { HeaderList } from '../cors/types.ts';"],
    ['cors/x.ts', "import { parse } from 'tldts';"],
  ];
  for (const [file, source] of allowed) {
    it(`lets pass in src/${file}: ${source}`, async () => {
      assert.deepEqual(await layerErrors(file, source), []);
    });
  }
});
