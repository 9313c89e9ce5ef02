import cors from 'cors';

export function corsFor(origins: string[]) {
  return cors({ origin: origins, credentials: true });
}
