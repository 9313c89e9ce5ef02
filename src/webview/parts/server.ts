import type { ProbeReport } from '../../report/types.ts';
import { fold, list } from '../dom.ts';
import { stackNames } from '../words.ts';

/** What the answers tell about the software that made them. */
export function serverView({ server: { stacks, others } }: ProbeReport): HTMLElement | null {
  const names = [...stacks.map(({ stack }) => stackNames[stack]), ...others];
  return fold(
    'server',
    'Who answered',
    names.join(', '),
    false,
    list([...stacks.map(({ stack, because }) => `${stackNames[stack]}: ${because}`), ...others]),
  );
}
