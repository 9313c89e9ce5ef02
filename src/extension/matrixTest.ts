import type { MatrixReport } from '../report/matrix.ts';
import { readForm } from './formRequest.ts';
import type { Form, MatrixAsk } from './protocol.ts';
import { openTestTransport, type HttpSettings } from './testTransport.ts';

/**
 * Tests a form's URL with each origin, method and credentials mode asked for; of methods that change state only the preflight. Null for
 * a form that holds no request.
 */
export async function testMatrix(
  form: Form,
  ask: MatrixAsk,
  options: {
    readonly http: HttpSettings;
    readonly signal: AbortSignal;
    /** Told after each cell how many are done. */
    readonly onCell: (done: number) => void;
  },
): Promise<MatrixReport | null> {
  const asked = readForm(form);
  if (asked.request === null) return null;
  const [{ probeMatrix }, { matrixReportOf }, transport] = await Promise.all([
    import('../probe/matrix.ts'),
    import('../report/matrix.ts'),
    openTestTransport(options.http),
  ]);
  try {
    const { request, cookie } = asked;
    const { signal, onCell } = options;
    return matrixReportOf(await probeMatrix({ request, ...ask }, transport, { signal, cookie, onCell }));
  } finally {
    await transport.close();
  }
}
