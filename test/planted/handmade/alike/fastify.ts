import Fastify from 'fastify';

const app = Fastify();

app.addHook('onRequest', async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', 'https://app.example.com');
  reply.header('Access-Control-Allow-Headers', 'Content-Type');
  if (request.method === 'OPTIONS') {
    await reply.code(204).send();
  }
});

await app.listen({ port: 3000 });
