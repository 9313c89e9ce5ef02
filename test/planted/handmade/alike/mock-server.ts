import { http, HttpResponse } from 'msw';

export const handlers = [
  http.get('https://api.example.com/users', () =>
    HttpResponse.json([{ id: 1 }], {
      headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' },
    }),
  ),
  http.options('https://api.example.com/users', () => new HttpResponse(null, { status: 204 })),
];
