import type { Caller } from '#platform/server/http/open-context.ts';
import { runVerb } from '#platform/server/http/run-verb.ts';
import type { Platform } from '#platform/server/platform.ts';
import { words } from '#platform/server/words.ts';
import type { CallOf, OutputOf, VerbName } from '#platform/shared/contract.ts';
import { isLanguage, type Language } from '#platform/shared/languages.ts';
import { type Counts, movingIn, type RowState, rowStates } from '#slices/moving-in/contract.ts';
import { findClinic } from './find-clinic.ts';
import { terminalLanguage } from './terminal-words.ts';

/** How the terminal works on a file: by the same verbs as the screen, in the clinic's name. */
export interface CsvDesk {
  language: Language;
  call<N extends VerbName<typeof movingIn>>(
    verb: N,
    input: CallOf<typeof movingIn, N>,
  ): Promise<OutputOf<typeof movingIn, N>>;
  /** Writes a line of words. */
  tell(key: string, params?: Record<string, string | number>): void;
  /** A verb again until it has finished; a line on stderr says how far it is. */
  until(
    verb: 'checkRows' | 'takeRows' | 'takeBack',
    importId: string,
    left: readonly RowState[],
  ): Promise<Counts>;
}

/** @throws Error when the language or the clinic is not known */
export async function openDesk(
  platform: Platform,
  options: { clinic?: string; language?: string },
): Promise<CsvDesk> {
  const clinic = await findClinic(platform, options.clinic);
  const language = options.language ?? terminalLanguage();
  if (!isLanguage(language)) throw new Error('--language en | id');
  const actor = { kind: 'system' as const, id: 'cli', name: 'serambi import', roles: [], language };
  const caller: Caller = { actor, clinic, language };
  const desk: CsvDesk = {
    language,
    async call(verb, input) {
      const found = platform.registry.verb(movingIn.slice, verb);
      if (!found) throw new Error(`there is no movingIn.${verb}`);
      return (await runVerb(platform, caller, found, input)) as never;
    },
    tell: (key, params) => void process.stdout.write(`${words(language, key, params)}\n`),
    async until(verb, importId, left) {
      const sum = (counts: Counts) => left.reduce((all, state) => all + (counts[state] ?? 0), 0);
      const total = sum((await desk.call('readImport', { importId })).counts);
      for (;;) {
        const { counts, finished } = await desk.call(verb, { importId });
        show(language, verb, total === 0 ? 1 : 1 - sum(counts) / total, finished);
        if (finished) return counts;
      }
    },
  };
  return desk;
}

const progressKeys = {
  checkRows: 'movingIn_cli_checking',
  takeRows: 'movingIn_cli_taking',
  takeBack: 'movingIn_cli_takingBack',
};

/** Only where somebody looks; a log is not filled with it. */
function show(language: Language, verb: keyof typeof progressKeys, part: number, finished: boolean): void {
  if (!process.stderr.isTTY) return;
  const text = words(language, progressKeys[verb], { percent: Math.floor(part * 100) });
  process.stderr.write(finished ? '\r\x1b[K' : `\r\x1b[K${text}`);
}

/** How many rows stand where. */
export function tellCounts(desk: CsvDesk, counts: Counts): void {
  for (const state of rowStates) {
    const count = counts[state];
    if (count)
      desk.tell('movingIn_cli_count', {
        count: String(count).padStart(7),
        state: words(desk.language, `movingIn_row_${state}`),
      });
  }
}
