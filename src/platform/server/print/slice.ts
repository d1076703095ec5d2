import { printing } from '#platform/shared/print-contract.ts';
import type { ServerSlice, Verbs } from '../slice.ts';
import { makeTestPaper } from './make-test-paper.ts';
import { papersOf } from './papers-of.ts';
import { printPaper } from './print-paper.ts';
import { queues } from './queues.ts';
import { removeStation } from './remove-station.ts';
import { saveStation } from './save-station.ts';
import { stations } from './stations.ts';

/** Printing as a slice of the platform: every duty makes papers, one place prints and counts them. */
export const printSlice = {
  contract: printing,
  verbs: {
    ...{ printPaper, papersOf, stations, saveStation, removeStation, makeTestPaper, queues },
  } satisfies Verbs<typeof printing>,
} satisfies ServerSlice;
