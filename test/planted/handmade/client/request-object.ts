const endpoint = new URL('/search', 'https://api.example.com');

export async function search(term: string): Promise<unknown[]> {
  endpoint.searchParams.set('q', term);
  const request = new Request(endpoint, {
    headers: new Headers({
      'Access-Control-Allow-Origin': location.origin, // planted: client-sends-acao
    }),
  });
  const response = await fetch(request);
  return response.json();
}
