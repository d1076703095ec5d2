import { work } from '#platform/shared/work-contract.ts';
import type { ServerSlice, Verbs } from '../slice.ts';
import { askSomebody } from './ask-somebody.ts';
import { handOver } from './hand-over.ts';
import { taskKeeper } from './keeper.ts';
import { listMine } from './list-mine.ts';
import { finishTask, returnTask, takeTask } from './take-task.ts';

/** Tasks as a slice of the platform: every duty opens them, nobody builds an inbox. */
export const workSlice = {
  contract: work,
  verbs: { listMine, takeTask, returnTask, finishTask, handOver, askSomebody } satisfies Verbs<typeof work>,
  keepers: [taskKeeper],
  // no right of its own for Task at the FHIR address: there anybody could end what she may not even see in her list
  // an asked act has its own action in each task; this one is never used to choose people
  taskKinds: [{ kind: 'work.asked', action: 'work.take', dueMinutes: 30 }],
} satisfies ServerSlice;
