import Mocha from 'mocha';
import { format } from 'node:util';
import { mochaMark } from './mochaMark.ts';

/**
 * Runs mocha inside the extension host.
 * @param load imports the specs; describe and it are global while it runs
 * @throws when a test fails, which ends VS Code with a status that says so
 */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  const reporter = process.env['PREFLIGHT_MOCHA_REPORTER'] ?? 'spec';
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter });
  Mocha.reporters.Base.consoleLog = printMarked;
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  await load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the tests in VS Code failed.`);
}

function printMarked(...args: unknown[]): void {
  for (const line of format(...args).split('\n')) {
    console.log(mochaMark + line);
  }
}
