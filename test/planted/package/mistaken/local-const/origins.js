export const PROD = 'https://tv-example.com';
export const LOCAL = 'http://localhost:8080';

export default [PROD, LOCAL];
