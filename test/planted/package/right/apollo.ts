import { ApolloServer } from 'apollo-server';
import { typeDefs, resolvers } from './schema';

const server = new ApolloServer({
  typeDefs,
  resolvers,
  cors: {
    origin: ['https://graph-example.com', 'https://studio.apollographql.com'],
    credentials: true,
  },
});

server.listen().then(({ url }) => {
  console.log(`ready at ${url}`);
});
