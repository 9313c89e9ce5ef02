const hosts = ['panel.train-example.com', 'train-example.com'];

export const allowedOrigins = hosts.map((host) => `https://${host}`);
