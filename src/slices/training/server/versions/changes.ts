import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { skillList } from '#slices/competencies/server/index.ts';
import type { Course, Requirement, Topic } from '#slices/training/contract.ts';
import { labelOf } from '../careers/gaps.ts';
import { allRungs } from '../careers/rungs.ts';

/** How one list's parts are told apart and said: by key and in words. */
type Part = { key: string; said: string };
type Definition = Record<string, unknown>;

/** As one says them: the database keeps the keys of a definition in an order of its own. */
const order = [
  ...['label', 'kind', 'accreditor', 'months', 'weeks', 'courses', 'topics', 'skills'],
  ...['note', 'from', 'requirements', 'reviewDays', 'active'],
];

/** What a version changed of the one before, in the reader's words. */
export async function changeWords(ctx: Context, before: Definition, after: Definition): Promise<string[]> {
  const say = await speaker(ctx);
  return order
    .filter((field) => field in after)
    .flatMap((field) => {
      const [was, is] = [before[field], after[field]];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      const name = words(ctx.language, `training_version_field_${field}`);
      if (!say.parts[field]) {
        const said = { field: name, ...say.values(field, was, is) };
        return [words(ctx.language, 'training_version_changed', said)];
      }
      return partChanges(say.parts[field], was, is).map(({ what, said }) =>
        words(ctx.language, `training_version_${what}`, { field: name, said }),
      );
    });
}

function partChanges(partOf: (one: unknown) => Part, was: unknown, is: unknown) {
  const parts = (list: unknown) => new Map(asList(list).map((one) => [partOf(one).key, one]));
  const [old, now] = [parts(was), parts(is)];
  const added = [...now].filter(([key]) => !old.has(key));
  const removed = [...old].filter(([key]) => !now.has(key));
  const other = [...now].filter(
    ([key, one]) => old.has(key) && JSON.stringify(old.get(key)) !== JSON.stringify(one),
  );
  const told = (what: 'added' | 'removed' | 'otherwise', list: [string, unknown][]) =>
    list.map(([, one]) => ({ what, said: partOf(one).said }));
  return [...told('added', added), ...told('removed', removed), ...told('otherwise', other)];
}

/** Only lists are looked into part by part. */
function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

async function speaker(ctx: Context) {
  const { language } = ctx;
  const labels = new Map((await skillList(ctx)).map((one) => [one.code, one.label[language]]));
  const rungs = new Map((await allRungs(ctx)).map((one) => [one.code, one.label[language]]));
  const skill = (code: string) => labels.get(code) ?? code;
  const parts: Record<string, (one: unknown) => Part> = {
    courses: (one) => {
      const { course, number, title } = one as Course;
      return { key: course, said: `${number} ${title[language]}` };
    },
    topics: (one) => {
      const { topic, label } = one as Topic;
      return { key: topic, said: label[language] };
    },
    skills: (one) => ({ key: String(one), said: skill(String(one)) }),
    from: (one) => ({ key: String(one), said: rungs.get(String(one)) ?? String(one) }),
    requirements: (one) => ({
      key: JSON.stringify(one),
      said: labelOf(ctx, one as Requirement, labels),
    }),
  };
  const value = (field: string, one: unknown): string => {
    if (field === 'active') return words(language, `training_version_active_${one}`);
    if (field === 'accreditor') return words(language, `training_accreditor_${one}`);
    if (field === 'kind') return kindWords(language, String(one));
    return asList(one).length > 0 ? asList(one).join(', ') : String(one);
  };
  const values = (field: string, was: unknown, is: unknown): { was: string; is: string } => {
    if (field === 'label' || field === 'note') return inOneLanguage(language, was as Said, is as Said);
    return { was: value(field, was), is: value(field, is) };
  };
  return { parts, values };
}

type Said = Record<Context['language'], string>;

/** In the reader's language, unless it is the other one's words that changed. */
function inOneLanguage(language: Context['language'], was: Said, is: Said): { was: string; is: string } {
  const other = language === 'en' ? 'id' : 'en';
  const shown = was[language] === is[language] ? other : language;
  return { was: was[shown] || '–', is: is[shown] || '–' };
}

const rungKinds: readonly string[] = ['job', 'specialty', 'school'];

function kindWords(language: Context['language'], kind: string): string {
  return words(language, `training_${rungKinds.includes(kind) ? 'rung' : 'kind'}_${kind}`);
}
