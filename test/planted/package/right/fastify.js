import Fastify from 'fastify';
import cors from '@fastify/cors';

const fastify = Fastify({ logger: true });

await fastify.register(cors, {
  origin: async (origin) => origin === 'https://fast-example.com',
  credentials: true,
  strictPreflight: false,
  hideOptionsRoute: true,
});

fastify.get('/', async () => ({ hello: 'world' }));

await fastify.listen({ port: 3000 });
