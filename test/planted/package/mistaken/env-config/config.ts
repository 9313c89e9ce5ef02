export interface Config {
  port: number;
  corsOrigin: string;
}

export const config: Config = {
  port: Number(process.env.PORT || 3000),
  corsOrigin: process.env.CORS_ORIGIN || '*',
};
