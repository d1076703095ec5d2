export type { ActDone, WorkDone } from './done.ts';
export { isSigned, workDone } from './done.ts';
