import type { OutputOf } from '#platform/shared/contract.ts';
import type { frontDesk } from '../contract.ts';

export type TalkState = OutputOf<typeof frontDesk, 'talk'>;
export type TalkChannel = 'counter' | 'telephone';
