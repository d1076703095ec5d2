import { useState } from 'react';
import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { type Chain, type ChainStep, scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';

type Draft = Omit<Chain, 'id'> & { id?: string };

/** A step while it is typed: figures as text. */
interface Typed {
  visitTypeCode: string;
  days: string;
  fromDays: string;
  toDays: string;
}

const typedStep = (step: ChainStep): Typed => ({
  visitTypeCode: step.visitTypeCode,
  days: String(step.days),
  fromDays: String(step.fromDays),
  toDays: String(step.toDays),
});

/** Visits that belong together at distances. */
export function ChainSettings({ setup }: { setup: Setup }) {
  const [edited, setEdited] = useState<Draft>();
  const language = useLanguage();
  const code = setup.visitTypes.find((type) => type.active)?.code ?? '';
  const first = { visitTypeCode: code, days: 0, fromDays: 0, toDays: 0 };
  const blank = {
    labelEn: '',
    labelId: '',
    active: true,
    steps: [first, { ...first, days: 3, fromDays: 2, toDays: 5 }],
  };
  const add = { label: m.scheduling_chains_add(), run: () => setEdited(blank) };
  const nameOf = (one: string) => {
    const type = setup.visitTypes.find((other) => other.code === one);
    return (language === 'id' ? type?.labelId : type?.labelEn) ?? one;
  };
  const stepWords = (step: ChainStep, place: number) =>
    place === 0
      ? nameOf(step.visitTypeCode)
      : m.scheduling_chains_distance({
          visitType: nameOf(step.visitTypeCode),
          days: step.days,
          from: step.fromDays,
          to: step.toDays,
        });
  return (
    <Panel title={m.scheduling_chains_title()} actions={<Button onClick={add.run}>{add.label}</Button>}>
      <DataTable
        label={m.scheduling_chains_title()}
        rows={setup.chains}
        rowKey={(row) => row.id}
        open={setEdited}
        columns={[
          {
            id: 'name',
            header: m.scheduling_field_name(),
            cell: (row) => (language === 'id' ? row.labelId : row.labelEn),
          },
          {
            id: 'steps',
            header: m.scheduling_chains_steps(),
            cell: (row) => row.steps.map(stepWords).join(' → '),
          },
          {
            id: 'active',
            header: m.scheduling_label_status(),
            cell: (row) => (row.active ? m.scheduling_inUse() : m.scheduling_notInUse()),
            hideOn: 'phone',
          },
        ]}
        empty={<EmptyState title={m.scheduling_chains_none()} act={add} />}
      />
      {edited && (
        <ChainEditor
          key={edited.id ?? 'new'}
          chain={edited}
          setup={setup}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Panel>
  );
}

function ChainEditor(props: { chain: Draft; setup: Setup; onClose: () => void }) {
  const { steps, ...rest } = props.chain;
  const form = useForm(scheduling, 'saveChain', {
    initial: { ...rest, typed: steps.map(typedStep) },
    prepare: ({ typed, ...more }) => ({
      ...more,
      steps: typed.map((step) => ({
        visitTypeCode: step.visitTypeCode,
        days: Number(step.days),
        fromDays: Number(step.fromDays),
        toDays: Number(step.toDays),
      })),
    }),
    onDone: props.onClose,
  });
  const { typed } = form.values;
  const last = typed.at(-1);
  return (
    <Dialog
      open
      title={props.chain.labelEn || m.scheduling_chains_add()}
      onClose={props.onClose}
      size="large"
    >
      <Form form={form}>
        <div className="sc-book-fields">
          <FieldText
            label={m.scheduling_chains_labelEn()}
            {...form.field('labelEn')}
            required
            autoFocus
            maxLength={80}
          />
          <FieldText
            label={m.scheduling_chains_labelId()}
            {...form.field('labelId')}
            required
            maxLength={80}
          />
        </div>
        {typed.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is what stands at its place
          <StepFields key={place} form={form} place={place} setup={props.setup} />
        ))}
        {typed.length < 6 && last && (
          <Button
            onClick={() => form.set('typed', [...typed, { ...last, days: '7', fromDays: '7', toDays: '14' }])}
          >
            {m.scheduling_chains_addStep()}
          </Button>
        )}
        <FieldCheck label={m.scheduling_inUse()} {...form.field('active')} />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}

function StepFields<Values extends { typed: Typed[] }, Output>(props: {
  form: FormState<Values, Output>;
  place: number;
  setup: Setup;
}) {
  const { form, place, setup } = props;
  const language = useLanguage();
  const { typed } = form.values;
  const field = (name: keyof Typed) => ({
    ...form.at<string>(`typed.${place}.${name}`),
    error: form.errors[`steps.${place}.${name}`],
  });
  const types = setup.visitTypes.map((type) => {
    return { value: type.code, label: language === 'id' ? type.labelId : type.labelEn };
  });
  return (
    <FieldSet legend={m.scheduling_chains_step({ step: place + 1 })} columns={4}>
      <FieldSelect label={m.scheduling_label_visitType()} {...field('visitTypeCode')} options={types} />
      {place > 0 && (
        <>
          <FieldNumber label={m.scheduling_chains_days()} unit={m.scheduling_daysUnit()} {...field('days')} />
          <FieldNumber label={m.scheduling_chains_fromDays()} {...field('fromDays')} />
          <FieldNumber label={m.scheduling_chains_toDays()} {...field('toDays')} />
        </>
      )}
      {place > 1 && (
        <Button
          small
          onClick={() =>
            form.set(
              'typed',
              typed.filter((_, other) => other !== place),
            )
          }
        >
          {m.scheduling_chains_removeStep({ step: place + 1 })}
        </Button>
      )}
    </FieldSet>
  );
}
