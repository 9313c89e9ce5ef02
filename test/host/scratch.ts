import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A copy of a folder that a test may change, or an empty one.
 * @returns its absolute path and what removes it
 */
export function scratch(from?: string): { dir: string; remove: () => void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'preflight-scratch-'));
  if (from) cpSync(from, dir, { recursive: true });
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }) };
}
