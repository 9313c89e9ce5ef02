export { agentOf, judgeIn, walkIn } from './judgeIn.ts';
export { engines, type Engine, type EngineVerdict } from './types.ts';
