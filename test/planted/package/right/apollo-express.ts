import express from 'express';
import cors from 'cors';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { typeDefs, resolvers } from './schema';

const app = express();
const server = new ApolloServer({ typeDefs, resolvers });
await server.start();

app.use(
  '/graphql',
  cors<cors.CorsRequest>({ origin: ['https://graph-example.com', 'https://studio.apollographql.com'] }),
  express.json(),
  expressMiddleware(server),
);

app.listen(4000);
