import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type EnteredValues, type Finding, type VitalItem, vitals } from '../contract.ts';
import { isWorded } from '../shared/canonical.ts';
import { measureWords, unitWords, valueWords } from './words.ts';

type Values = { value: string; diastolic: string; reason: string; confirmed: string[] };

/** Puts one value right, or marks it as an error; both want a reason, and what stood before stays readable. */
export function CorrectItem(props: { item: VitalItem; onClose: () => void }) {
  const { item, onClose } = props;
  const initial: Values = {
    value: item.value ?? '',
    diastolic: item.diastolic ?? '',
    reason: '',
    confirmed: [],
  };
  const form = useForm(vitals, 'correctVitals', {
    initial,
    prepare: (values) => ({
      observationId: item.observationId,
      version: item.version,
      values: correctedValues(item, values),
      reason: values.reason,
      confirmed: values.confirmed,
    }),
    onDone: () => {
      tell(m.vitals_correct_done());
      onClose();
    },
  });
  const error = useAct(vitals, 'markError');
  const mark = async () => {
    await error.run({ observationId: item.observationId, reason: form.values.reason });
    tell(m.vitals_correct_errorDone());
    onClose();
  };
  // a code or a day is marked as an error and entered anew
  const figure = !isWorded(item.measure);
  const asked =
    form.problem?.code === 'vitals.confirmPlausibility' ? (form.problem.details.findings as Finding[]) : [];
  return (
    <Form form={form} label={m.vitals_correct_title({ measure: measureWords(item.measure) })}>
      <h3>{m.vitals_correct_title({ measure: measureWords(item.measure) })}</h3>
      <CorrectFields form={form} item={item} />
      {asked.length > 0 ? (
        <Asked form={form} asked={asked} />
      ) : (
        form.wrongCount === 0 && <Problem problem={form.problem ?? error.problem} />
      )}
      <div className="v-acts">
        {figure && (
          <Button type="submit" tone="primary" pending={form.pending}>
            {m.vitals_correct_save()}
          </Button>
        )}
        <Button
          tone="danger"
          pending={error.pending}
          disabled={form.values.reason.trim() === ''}
          onClick={() => void mark().catch(() => undefined)}
        >
          {m.vitals_correct_error()}
        </Button>
        <Button onClick={onClose}>{m.vitals_correct_close()}</Button>
      </div>
      {item.version > 1 && (
        <More label={m.vitals_correct_history()}>
          <History observationId={item.observationId} />
        </More>
      )}
    </Form>
  );
}

function CorrectFields(props: { form: FormState<Values>; item: VitalItem }) {
  const { form, item } = props;
  const pressure = item.measure === 'bloodPressure';
  const path = pressure ? 'values.bloodPressure.0' : `values.${item.measure}`;
  return (
    <div className="v-correct">
      {!isWorded(item.measure) && (
        <FieldNumber
          label={pressure ? m.vitals_systolic_short() : measureWords(item.measure)}
          {...form.field('value')}
          error={form.errors[pressure ? `${path}.systolic` : `${path}.value`]}
          unit={unitWords(item.unit)}
          pad
          autoFocus
        />
      )}
      {pressure && (
        <FieldNumber
          label={m.vitals_diastolic_short()}
          {...form.field('diastolic')}
          error={form.errors[`${path}.diastolic`]}
          unit="mmHg"
          pad
        />
      )}
      <FieldText label={m.vitals_correct_reason()} {...form.field('reason')} required />
    </div>
  );
}

/** What the rules ask before they take an unusual value. */
function Asked(props: { form: FormState<Values>; asked: readonly Finding[] }) {
  const { form, asked } = props;
  const confirm = () => {
    form.set(
      'confirmed',
      asked.map(({ id }) => id),
    );
    void form.submit();
  };
  return (
    <div role="alert">
      <p>{asked.map((one) => one.words).join(' ')}</p>
      <Button onClick={confirm}>{m.vitals_rooming_confirm()}</Button>
    </div>
  );
}

/** The item's measure with the new figures and everything that goes with it as it was. */
function correctedValues(item: VitalItem, { value, diastolic }: Values): EnteredValues {
  const { context, unit, measure } = item;
  if (measure === 'bloodPressure') {
    const { arm, cuff, position = 'sitting' } = context;
    const half = diastolic === '' ? {} : { diastolic };
    return {
      bloodPressure: [{ systolic: value, ...half, position, ...(arm && { arm }), ...(cuff && { cuff }) }],
    } as EnteredValues;
  }
  const { technique: _kept, ...rest } = context;
  return { [measure]: { ...rest, value, ...(unit && { unit }) } } as EnteredValues;
}

function History(props: { observationId: string }) {
  const locale = useLocale();
  const read = useRead(vitals, 'measurementHistory', { observationId: props.observationId });
  return (
    <ReadView read={read} rows={2}>
      {({ versions }) => (
        <ul className="v-items">
          {versions.map((version) => (
            <li key={version.version} className="v-item">
              <When at={version.at} /> <span className="v-value">{valueWords(version, locale)}</span>
              {version.reason && (
                <span className="v-soft">{m.vitals_strip_reason({ reason: version.reason })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </ReadView>
  );
}
