export { preflightLifetime } from './cache.ts';
export { agentOf, judgeIn, walkIn, type JudgeOptions } from './judgeIn.ts';
export { parseConsole } from './parseConsole.ts';
export type { ConsoleCause, ConsoleMessage } from './parseTypes.ts';
export { engines, type Engine, type EngineVerdict } from './types.ts';
