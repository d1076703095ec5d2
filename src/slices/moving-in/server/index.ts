import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { movingIn } from '../contract.ts';
import { checkRows } from './check-rows.ts';
import { decide } from './decide.ts';
import { errorFile } from './error-file.ts';
import { mapColumns } from './map-columns.ts';
import { addPart, discard, imports, openFile } from './open-file.ts';
import { readImport } from './overview.ts';
import { readFile } from './read-file.ts';
import { rows } from './rows.ts';
import { takeBack } from './take-back.ts';
import { takeRows } from './take-rows.ts';

const verbs = {
  imports,
  openFile,
  addPart,
  readFile,
  readImport,
  mapColumns,
  checkRows,
  takeRows,
  rows,
  decide,
  errorFile,
  takeBack,
  discard,
} satisfies Verbs<typeof movingIn>;

export { alikeWords } from './alike.ts';

export const slice: ServerSlice = { contract: movingIn, verbs };
