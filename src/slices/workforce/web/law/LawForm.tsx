import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type LawSetting, type LawShown, workforce } from '#slices/workforce/contract.ts';
import { actOf, type Law } from './words.ts';

/** A rule as it is typed: hours and counts are text. */
type Typed = Omit<LawSetting, 'minutes' | 'performances'> & { minutes: string; performances: string };
interface Values {
  place: string;
  rules: Typed[];
}

/** Says where the clinic lies, and what of that place's rules it asks for; saving approves all of them. */
export function LawForm({ law, onDone }: { law: Law; onDone: () => void }) {
  const rulesOf = (place: string) => law.places.find((one) => one.place === place)?.rules ?? [];
  // what nobody has approved yet begins as the data propose it
  const form = useForm(workforce, 'saveLaw', {
    initial: { place: law.place, rules: rulesOf(law.place).map(typed) } satisfies Values as Values,
    prepare: ({ place, rules }) => ({
      ...{ place, basedOn: law.version },
      rules: rules.map(({ minutes, performances, ...rule }) => ({
        ...{ ...rule, minutes: Math.round(Number(minutes) * 60), performances: Number(performances) },
      })),
    }),
    onDone: () => {
      tell(m.workforce_law_saved());
      onDone();
    },
  });
  const move = (place: string) => form.setAll({ place, rules: rulesOf(place).map(typed) });
  return (
    <Form form={form} label={m.workforce_law_title()}>
      <FieldSelect
        label={m.workforce_law_place()}
        {...form.field('place')}
        onChange={(place) => place && move(place)}
        options={law.places.map((one) => ({ value: one.place, label: one.words }))}
        required
        autoFocus
      />
      {rulesOf(form.values.place).map((rule, at) => (
        <RuleFields
          key={`${form.values.place} ${rule.act}`}
          form={form}
          rule={rule}
          at={at}
          credentials={law.credentials}
        />
      ))}
      <SaveBar form={form} label={m.workforce_law_save()} onCancel={onDone} />
    </Form>
  );
}

function typed(rule: LawShown): Typed {
  const { act, on, credentials, supervision, supervisor, minutes, performances } = rule;
  return {
    ...{ act, on, credentials, supervision, supervisor },
    ...{ minutes: String(minutes / 60), performances: String(performances) },
  };
}

function RuleFields(props: { form: FormState<Values>; rule: LawShown; at: number; credentials: string[] }) {
  const { form, rule, at } = props;
  const language = useLanguage();
  const field = <Value,>(name: keyof Typed) => form.at<Value>(`rules.${at}.${name}`);
  const now = form.values.rules[at];
  return (
    <FieldSet legend={actOf(rule, language)}>
      <FieldCheck
        label={rule.forbidden ? m.workforce_law_forbidden() : m.workforce_law_on()}
        {...field<boolean>('on')}
      />
      {now?.on && !rule.forbidden && (
        <>
          {rule.subject !== '' && (
            <FieldNumber
              label={m.workforce_law_hours()}
              hint={m.workforce_law_hoursIn({ subject: rule.subjectWords })}
              {...field<string>('minutes')}
            />
          )}
          {rule.counted && (
            <FieldNumber
              label={m.workforce_law_performances()}
              hint={rule.label[language]}
              {...field<string>('performances')}
            />
          )}
          {(rule.credentials.length > 0 || now.credentials.length > 0) && (
            <FieldChips
              label={m.workforce_law_credentials()}
              {...field<string[]>('credentials')}
              options={props.credentials.map((code) => ({ value: code, label: code }))}
              many
            />
          )}
          <FieldChips
            label={m.workforce_law_supervision()}
            {...field<string>('supervision')}
            options={[
              { value: 'none', label: m.workforce_law_supervision_none() },
              { value: 'indirect', label: m.workforce_law_supervision_indirect() },
              { value: 'onSite', label: m.workforce_law_supervision_onSite() },
            ]}
          />
          {now.supervision === 'onSite' && (
            <FieldChips
              label={m.workforce_law_supervisor()}
              {...field<string>('supervisor')}
              options={[
                { value: 'nurse', label: m.workforce_law_supervisor_nurse() },
                { value: 'prescriber', label: m.workforce_law_supervisor_prescriber() },
              ]}
            />
          )}
        </>
      )}
    </FieldSet>
  );
}
