import express from 'express';
import cors from 'cors';
import { createServer } from 'http';
import { expressMiddleware } from '@apollo/server/express4';
import { ApolloServer } from '@apollo/server';
import { schema } from './schema';

const app = express();
const httpServer = createServer(app);
const server = new ApolloServer({ schema });

await server.start();

app.use(
  '/graphql',
  cors<cors.CorsRequest>({ origin: '*', credentials: true }), // planted: wildcard-with-credentials
  express.json(),
  expressMiddleware(server, { context: async ({ req }) => ({ token: req.headers.token }) }),
);

await new Promise<void>((resolve) => httpServer.listen({ port: 4000 }, resolve));
