import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import type { RetentionAction, StartEvent } from '../shared/codes.ts';
import type { Fields } from './ReleaseFields.tsx';
import { actionOptions, periodWords, startOptions } from './words.ts';

export interface PeriodTyped {
  code: string;
  label: string;
  basis: string;
  start: StartEvent;
  years: string;
  action: RetentionAction;
}

/** One group of fields a kind of record; kinds of the clinic's own have a name that it gave them. */
export function PeriodFields(props: {
  form: Fields;
  periods: readonly PeriodTyped[];
  onChange: (periods: PeriodTyped[]) => void;
}) {
  const { form, periods, onChange } = props;
  const add = () =>
    onChange([
      ...periods,
      {
        ...{ code: freeCode(periods), label: m.disclosures_settings_newKind(), basis: '', years: '10' },
        ...{ start: 'creation', action: 'review' },
      },
    ]);
  return (
    <div className="ds-rules">
      {periods.map((one, at) => (
        <FieldSet key={one.code} legend={periodWords(one)} columns={4}>
          {one.code.startsWith('own-') && (
            <FieldText
              label={m.disclosures_settings_kind()}
              {...form.at<string>(`periods.${at}.label`)}
              maxLength={120}
            />
          )}
          <FieldText
            label={m.disclosures_settings_basis()}
            {...form.at<string>(`periods.${at}.basis`)}
            maxLength={200}
          />
          <FieldSelect
            label={m.disclosures_settings_start()}
            {...form.at<string>(`periods.${at}.start`)}
            options={startOptions()}
          />
          <FieldNumber
            label={m.disclosures_settings_keepYears()}
            {...form.at<string>(`periods.${at}.years`)}
          />
          <FieldSelect
            label={m.disclosures_settings_then()}
            {...form.at<string>(`periods.${at}.action`)}
            options={actionOptions()}
          />
          <Button tone="plain" onClick={() => onChange(periods.filter((_, other) => other !== at))}>
            {m.disclosures_settings_remove({ kind: periodWords(one) })}
          </Button>
        </FieldSet>
      ))}
      <Button onClick={add}>{m.disclosures_settings_add()}</Button>
    </div>
  );
}

function freeCode(periods: readonly PeriodTyped[]): string {
  let nth = periods.length + 1;
  while (periods.some((one) => one.code === `own-${nth}`)) nth += 1;
  return `own-${nth}`;
}
