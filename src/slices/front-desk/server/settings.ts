import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Settings } from '../contract.ts';
import { type MainStep, mainSteps, type Step } from '../shared/steps.ts';

/** What holds where a clinic has said nothing: half an hour in the lobby, a quarter of an hour late. */
const usual: Settings = {
  tooLongMinutes: 30,
  lateMinutes: 15,
  queueBy: 'none',
  queueLetters: {},
  emergencyNumber: '',
  offlineHours: 24,
};

export async function loadSettings(ctx: Context): Promise<Settings> {
  const row = await ctx.db
    .selectFrom('front_desk_settings')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return usual;
  return {
    tooLongMinutes: row.too_long_minutes,
    lateMinutes: row.late_minutes,
    queueBy: row.queue_by as Settings['queueBy'],
    // written by `saveSettings` alone, from a parsed value
    queueLetters: row.queue_letters as Settings['queueLetters'],
    emergencyNumber: row.emergency_number,
    offlineHours: row.offline_hours,
  };
}

/** Ambulance and medical help: the PSC 119 of Indonesia, 911 in the United States; 112 is known in most other countries. */
const numberOfCountry: Record<string, string> = { ID: '119', US: '911' };

/** What to dial in an emergency: as the clinic has set it, else its country's number. */
export function emergencyNumberOf(ctx: Pick<Context, 'clinic'>, settings: Settings): string {
  return settings.emergencyNumber || (numberOfCountry[ctx.clinic.country] ?? '112');
}

export interface StepNames {
  /** Every step of the way with the clinic's names, in order. */
  all: { step: MainStep; labelEn: string; labelId: string; on: boolean }[];
  labelOf(step: Step): string;
  isOn(step: MainStep): boolean;
}

/** The clinic's names of the steps; in Indonesia a visit passes the pharmacy's window after the cashier. */
export async function loadSteps(ctx: Context): Promise<StepNames> {
  const rows = await ctx.db
    .selectFrom('front_desk_step')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const own = new Map(rows.map((row) => [row.step, row]));
  const name = (language: Language, step: Step) => words(language, `frontDesk_step_${step}`);
  const all = mainSteps.map((step) => {
    const row = own.get(step);
    return {
      step,
      labelEn: row?.label_en ?? name('en', step),
      labelId: row?.label_id ?? name('id', step),
      on: row?.is_on ?? (step !== 'pharmacy' || ctx.clinic.country === 'ID'),
    };
  });
  const byStep = new Map(all.map((one) => [one.step as Step, one]));
  return {
    all,
    labelOf: (step) => {
      const one = byStep.get(step);
      if (!one) return name(ctx.language, step);
      return ctx.language === 'id' ? one.labelId : one.labelEn;
    },
    isOn: (step) => byStep.get(step)?.on ?? true,
  };
}

/** The number of `emergencyNumberOf` for those who have not read the settings. */
export async function emergencyNumber(ctx: Context): Promise<string> {
  return emergencyNumberOf(ctx, await loadSettings(ctx));
}
