export type { AiProvider, Config, LogLevel, ProcessRole } from './config/config.ts'
export { loadConfig, readConfig } from './config/read.ts'
