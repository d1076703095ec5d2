import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldPicks } from '#platform/web/form/FieldPicks.tsx';
import { FieldArea, FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { type Competency, competencies } from '../contract.ts';
import { linesOf, stepsOf } from '../shared/step-lines.ts';

/** One competency as the manager changes it; steps are lines of text. */
export function CompetencyForm(props: { competency?: Competency; onDone: () => void }) {
  const { competency } = props;
  const language = useLanguage();
  const jobs = useRead(workforce, 'listJobDescriptions', {});
  const acts = useRead(workforce, 'listTerms', {});
  const save = useAct(competencies, 'save');
  const [values, setValues] = useState(() => valuesOf(competency));
  const [badLine, setBadLine] = useState<number>();
  const field = <K extends keyof typeof values>(name: K) => ({
    value: values[name],
    onChange: (value: (typeof values)[K]) => setValues({ ...values, [name]: value }),
  });
  const submit = () => {
    const read = stepsOf(values.steps, competency?.steps ?? []);
    setBadLine('badLine' in read ? read.badLine : undefined);
    if ('badLine' in read) return;
    const { code, en, id, acts: opened, roles, observers, active } = values;
    const definition = {
      ...{ code: code.trim(), version: competency?.version ?? 0, label: { en, id }, roles, active },
      acts: opened,
      practices: Number(values.practices),
      validMonths: Number(values.validMonths),
      observers: observers as Competency['observers'],
      steps: read.steps,
    };
    void save.run(definition).then(
      ({ version }) => {
        tell(m.competencies_set_saved({ label: language === 'en' ? en : id, version }));
        props.onDone();
      },
      () => undefined,
    );
  };
  useKeys({ 'ctrl+enter': { label: m.competencies_set_save(), run: submit } });
  return (
    <form
      className="cp-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FieldSet legend={m.competencies_paper_column_competency()} columns={2}>
        <FieldText label={m.competencies_set_label_en()} {...field('en')} required autoFocus />
        <FieldText label={m.competencies_set_label_id()} {...field('id')} required />
        {!competency && (
          <FieldText
            label={m.competencies_set_code()}
            hint={m.competencies_set_codeHint()}
            {...field('code')}
            required
          />
        )}
        <FieldSelect
          label={m.competencies_set_observers()}
          options={[
            { value: 'licensed', label: m.competencies_set_observers_licensed() },
            { value: 'trainer', label: m.competencies_set_observers_trainer() },
          ]}
          {...field('observers')}
        />
        <FieldText label={m.competencies_set_practices()} inputMode="numeric" {...field('practices')} />
        <FieldText label={m.competencies_set_months()} inputMode="numeric" {...field('validMonths')} />
      </FieldSet>
      <FieldChips
        many
        label={m.competencies_set_roles()}
        options={(jobs.data?.jobs ?? []).map((job) => ({ value: job.role, label: job.label[language] }))}
        {...field('roles')}
      />
      <FieldPicks
        label={m.competencies_set_acts()}
        hint={m.competencies_set_actsHint()}
        options={(acts.data?.acts ?? []).map((one) => ({ value: one.action, label: one.words }))}
        {...field('acts')}
      />
      <FieldArea
        label={m.competencies_set_steps()}
        hint={m.competencies_set_stepsHint()}
        rows={6}
        {...field('steps')}
        error={badLine === undefined ? undefined : m.competencies_set_badStep({ line: badLine })}
      />
      <FieldCheck label={m.competencies_set_active()} {...field('active')} />
      <div className="s-savebar">
        <Problem problem={save.problem} />
        <div className="s-savebar-acts">
          <Button type="submit" tone="primary" pending={save.pending} keys="Ctrl ↵">
            {m.competencies_set_save()}
          </Button>
        </div>
      </div>
    </form>
  );
}

function valuesOf(one: Competency | undefined) {
  return {
    code: one?.code ?? '',
    en: one?.label.en ?? '',
    id: one?.label.id ?? '',
    acts: one?.acts ?? [],
    roles: one?.roles ?? [],
    practices: String(one?.practices ?? 3),
    validMonths: String(one?.validMonths ?? 12),
    observers: (one?.observers ?? 'licensed') as string,
    steps: linesOf(one?.steps ?? []),
    active: one?.active ?? true,
  };
}
