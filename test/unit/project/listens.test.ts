import assert from 'node:assert/strict';
import { portsIn } from '../../../src/project/listens.ts';

describe('portsIn', () => {
  const cases: [source: string, ports: number[]][] = [
    ['app.listen(4000);', [4000]],
    ['server.listen({ host: "0.0.0.0", port: 4001 })', [4001]],
    ['const PORT = process.env.PORT || 4002;', [4002]],
    ['const port: number = Number(process.env.PORT ?? 4003);', [4003]],
    ['uvicorn.run("main:app", host="127.0.0.1", port=8001)', [8001]],
    ['app.listen(port)', []],
    ['const timeout = 5000;', []],
    ['app.listen(99999)', []],
  ];
  for (const [source, ports] of cases) {
    it(source, () => {
      assert.deepEqual(portsIn(source), ports);
    });
  }
});
