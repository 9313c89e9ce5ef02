export const allowedOrigins: string[] = [
  'https://panel.train-example.com/',
  'https://train-example.com',
];
