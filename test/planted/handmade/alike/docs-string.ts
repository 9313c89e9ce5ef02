export const HELP = `
Add this to your server:

  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
`;

export function printHelp(): void {
  console.log(HELP);
}
