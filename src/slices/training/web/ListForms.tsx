import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldArea, FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import {
  accreditors,
  educations,
  type Programme,
  programmeKinds,
  type Rung,
  rungKinds,
  type Template,
  training,
} from '../contract.ts';
import {
  courseLines,
  coursesOf,
  type Read,
  requirementLines,
  requirementsOf,
  topicLines,
  topicsOf,
} from '../shared/lines.ts';
import { accreditorWords, programmeKindWords, rungKindWords } from './words.ts';

type Versioned<One> = One & { version: number };
type Props<One> = { one?: Versioned<One>; onDone: () => void };

/** Code and both names, which every list has. */
function Names(props: { form: Pick<FormState<unknown>, 'at' | 'errors'>; isNew: boolean }) {
  const { form } = props;
  return (
    <FieldSet legend={m.training_names()} columns={2}>
      <FieldText
        label={m.training_name_en()}
        {...form.at<string>('en')}
        error={form.errors['label.en']}
        required
        autoFocus
      />
      <FieldText
        label={m.training_name_id()}
        {...form.at<string>('id')}
        error={form.errors['label.id']}
        required
      />
      {props.isNew && (
        <FieldText
          label={m.training_code()}
          hint={m.training_codeHint()}
          {...form.at<string>('code')}
          required
        />
      )}
    </FieldSet>
  );
}

/** Lines of a list; `nothing` goes to the server where a line cannot be read, which names the field. */
function useLines<One>(read: (text: string) => Read<One>) {
  const [badLine, setBadLine] = useState<number>();
  return {
    list: (text: string): One[] | undefined => {
      const found = read(text);
      setBadLine(found.ok ? undefined : found.badLine);
      return found.ok ? found.list : undefined;
    },
    error: badLine === undefined ? undefined : m.training_lists_bad({ line: badLine }),
  };
}

/** The first problem of a list's rows that the server has found, with the line it is in. */
function rowError(errors: Record<string, string>, list: string): string | undefined {
  const found = Object.entries(errors).find(([path]) => path.startsWith(`${list}.`));
  if (!found) return undefined;
  const [path, words] = found;
  return `${m.training_lists_at({ line: Number(path.split('.')[1]) + 1 })}: ${words}`;
}

const saved = (onDone: () => void) => ({
  onDone: () => {
    tell(m.training_saved());
    onDone();
  },
});

export function TemplateForm({ one, onDone }: Props<Template>) {
  const lines = useLines(topicsOf);
  const form = useForm(training, 'saveTemplate', {
    initial: {
      ...{ code: one?.code ?? '', en: one?.label.en ?? '', id: one?.label.id ?? '' },
      ...{ weeks: String(one?.weeks ?? 13), reviews: (one?.reviewDays ?? [30, 60, 90]).join(' ') },
      ...{ topics: topicLines(one?.topics ?? []), active: one?.active ?? true },
    },
    prepare: ({ code, en, id, weeks, reviews, topics, active }) => ({
      ...{ code: code.trim(), version: one?.version ?? 0, label: { en, id }, weeks: Number(weeks), active },
      reviewDays: reviews
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number),
      // an unread list is left out, so that the form stops at its field
      ...({ topics: lines.list(topics) } as { topics: Template['topics'] }),
    }),
    ...saved(onDone),
  });
  return (
    <Form form={form} label={m.training_template_add()}>
      <Names form={form} isNew={!one} />
      <FieldSet legend={m.training_paper_plan()} columns={2}>
        <FieldText label={m.training_weeks()} inputMode="numeric" {...form.field('weeks')} required />
        <FieldText
          label={m.training_reviewDays()}
          {...form.field('reviews')}
          error={rowError(form.errors, 'reviewDays')}
        />
      </FieldSet>
      <FieldArea
        label={m.training_topics()}
        hint={m.training_topics_hint()}
        {...form.field('topics')}
        rows={10}
        error={lines.error ?? rowError(form.errors, 'topics') ?? form.errors.topics}
      />
      <FieldCheck label={m.training_inUse()} {...form.field('active')} />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}

export function ProgrammeForm({ one, onDone }: Props<Programme>) {
  const language = useLanguage();
  const { data: choices } = useRead(training, 'choices', {});
  const lines = useLines(coursesOf);
  const form = useForm(training, 'saveProgramme', {
    initial: {
      ...{ code: one?.code ?? '', en: one?.label.en ?? '', id: one?.label.id ?? '' },
      ...{ kind: (one?.kind ?? 'certificate') as string, accreditor: (one?.accreditor ?? 'none') as string },
      ...{ months: String(one?.months ?? 12), courses: courseLines(one?.courses ?? []) },
      ...{ skills: one?.skills ?? [], active: one?.active ?? true },
    },
    prepare: ({ code, en, id, kind, accreditor, months, courses, skills, active }) => ({
      ...{ code: code.trim(), version: one?.version ?? 0, label: { en, id }, skills, active },
      ...{ kind: kind as 'smk', accreditor: accreditor as 'none', months: Number(months) },
      ...({ courses: lines.list(courses) } as { courses: Programme['courses'] }),
    }),
    ...saved(onDone),
  });
  return (
    <Form form={form} label={m.training_programme_add()}>
      <Names form={form} isNew={!one} />
      <FieldSet legend={m.training_programme()} columns={3}>
        <FieldSelect
          label={m.training_programme_kind()}
          options={programmeKinds.map((kind) => ({ value: kind, label: programmeKindWords[kind]() }))}
          {...form.field('kind')}
        />
        <FieldSelect
          label={m.training_paper_accreditor()}
          options={accreditors.map((each) => ({ value: each, label: accreditorWords[each]() }))}
          {...form.field('accreditor')}
        />
        <FieldText label={m.training_months()} inputMode="numeric" {...form.field('months')} required />
      </FieldSet>
      <FieldArea
        label={m.training_paper_courses()}
        hint={m.training_courses_hint()}
        {...form.field('courses')}
        rows={8}
        error={lines.error ?? rowError(form.errors, 'courses') ?? form.errors.courses}
      />
      <FieldChips
        many
        label={m.training_paper_skills()}
        options={(choices?.skills ?? []).map((each) => ({ value: each.code, label: each.label[language] }))}
        {...form.field('skills')}
      />
      <FieldCheck label={m.training_inUse()} {...form.field('active')} />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}

export function RungForm({ one, onDone }: Props<Rung>) {
  const lines = useLines((text: string) => requirementsOf(text, educations));
  const form = useForm(training, 'saveRung', {
    initial: {
      ...{ code: one?.code ?? '', en: one?.label.en ?? '', id: one?.label.id ?? '' },
      ...{ kind: (one?.kind ?? 'job') as string, from: one?.from.join(' ') ?? '' },
      ...{ noteEn: one?.note.en ?? '', noteId: one?.note.id ?? '' },
      ...{ requirements: requirementLines(one?.requirements ?? []), active: one?.active ?? true },
    },
    prepare: ({ code, en, id, kind, from, noteEn, noteId, requirements, active }) => ({
      ...{ code: code.trim(), version: one?.version ?? 0, label: { en, id }, kind: kind as 'job', active },
      ...{ note: { en: noteEn, id: noteId }, from: from.split(/[\s,]+/).filter(Boolean) },
      ...({ requirements: lines.list(requirements) } as { requirements: Rung['requirements'] }),
    }),
    ...saved(onDone),
  });
  return (
    <Form form={form} label={m.training_rung_add()}>
      <Names form={form} isNew={!one} />
      <FieldSet legend={m.training_career_ladder()} columns={2}>
        <FieldSelect
          label={m.training_programme_kind()}
          options={rungKinds.map((kind) => ({ value: kind, label: rungKindWords[kind]() }))}
          {...form.field('kind')}
        />
        <FieldText
          label={m.training_rung_from()}
          {...form.field('from')}
          error={rowError(form.errors, 'from')}
        />
      </FieldSet>
      <FieldArea
        label={m.training_rung_requirements()}
        hint={m.training_rung_requirementsHint()}
        {...form.field('requirements')}
        rows={6}
        error={lines.error ?? rowError(form.errors, 'requirements') ?? form.errors.requirements}
      />
      <FieldArea label={m.training_rung_noteEn()} {...form.field('noteEn')} rows={2} />
      <FieldArea label={m.training_rung_noteId()} {...form.field('noteId')} rows={2} />
      <FieldCheck label={m.training_inUse()} {...form.field('active')} />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
