/** Asks a server what it answers to a preflight. */
export async function probe(url: string, origin: string): Promise<Record<string, string>> {
  const response = await fetch(url, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'content-type',
    },
  });
  const allowed = response.headers.get('Access-Control-Allow-Origin');
  if (allowed === null) throw new Error('Access-Control-Allow-Origin is missing');
  return Object.fromEntries(response.headers);
}
