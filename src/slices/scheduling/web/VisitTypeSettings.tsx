import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldArea, FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { roomKinds, scheduling, type VisitType, visitColours, visitSexes } from '../contract.ts';
import type { Setup } from './answers.ts';
import { colourWords, ownerWords, patientKindWords, roomKindWords, sexWords } from './words.ts';

const newType: VisitType = {
  code: '',
  labelEn: '',
  labelId: '',
  durationMinutes: 20,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  bufferOwner: 'practitioner',
  patients: 'any',
  colour: 'blue',
  prepEn: '',
  prepId: '',
  practitionerIds: [],
  roomKind: null,
  equipmentKinds: [],
  providerAction: null,
  assistantAction: null,
  fasting: false,
  sex: 'any',
  ageFromYears: null,
  ageToYears: null,
  active: true,
};

/** The kinds of visit that can be booked. */
export function VisitTypeSettings({ setup }: { setup: Setup }) {
  const [edited, setEdited] = useState<VisitType>();
  const language = useLanguage();
  const add = { label: m.scheduling_types_add(), run: () => setEdited(newType) };
  return (
    <Panel title={m.scheduling_types_title()} actions={<Button onClick={add.run}>{add.label}</Button>}>
      <DataTable
        label={m.scheduling_types_title()}
        rows={setup.visitTypes}
        rowKey={(row) => row.code}
        open={setEdited}
        columns={[
          {
            id: 'name',
            header: m.scheduling_field_name(),
            cell: (row) => (language === 'id' ? row.labelId : row.labelEn),
          },
          {
            id: 'minutes',
            header: m.scheduling_types_length(),
            cell: (row) => m.scheduling_minutes({ minutes: row.durationMinutes }),
            figures: true,
          },
          {
            id: 'room',
            header: m.scheduling_rooms_kind(),
            cell: (row) => (row.roomKind ? roomKindWords(row.roomKind) : '–'),
            hideOn: 'phone',
          },
          {
            id: 'active',
            header: m.scheduling_label_status(),
            cell: (row) => (row.active ? m.scheduling_inUse() : m.scheduling_notInUse()),
            hideOn: 'phone',
          },
        ]}
        empty={<EmptyState title={m.scheduling_types_none()} act={add} />}
      />
      {edited && (
        <TypeForm key={edited.code} type={edited} setup={setup} onClose={() => setEdited(undefined)} />
      )}
    </Panel>
  );
}

/** What is typed: figures as text, an empty room kind for none. */
type Typed = Omit<
  VisitType,
  | 'durationMinutes'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
  | 'roomKind'
  | 'providerAction'
  | 'assistantAction'
  | 'ageFromYears'
  | 'ageToYears'
> & {
  duration: string;
  before: string;
  after: string;
  room: string;
  provider: string;
  assistant: string;
  ageFrom: string;
  ageTo: string;
};

function TypeForm(props: { type: VisitType; setup: Setup; onClose: () => void }) {
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, roomKind, ...more } = props.type;
  const { providerAction, assistantAction, ageFromYears, ageToYears, ...rest } = more;
  const initial: Typed = {
    ...rest,
    duration: String(durationMinutes),
    before: String(bufferBeforeMinutes),
    after: String(bufferAfterMinutes),
    room: roomKind ?? '',
    provider: providerAction ?? '',
    assistant: assistantAction ?? '',
    ageFrom: ageFromYears === null ? '' : String(ageFromYears),
    ageTo: ageToYears === null ? '' : String(ageToYears),
  };
  const form = useForm(scheduling, 'saveVisitType', {
    initial,
    prepare: ({ duration, before, after, room, provider, assistant, ageFrom, ageTo, ...typed }) => ({
      ...typed,
      code: typed.code || codeFrom(typed.labelEn),
      durationMinutes: Number(duration),
      bufferBeforeMinutes: Number(before),
      bufferAfterMinutes: Number(after),
      roomKind: roomKinds.find((kind) => kind === room) ?? null,
      providerAction: provider || null,
      assistantAction: assistant || null,
      ageFromYears: ageFrom === '' ? null : Number(ageFrom),
      ageToYears: ageTo === '' ? null : Number(ageTo),
    }),
    onDone: props.onClose,
  });
  const choice = <Name extends 'bufferOwner' | 'patients' | 'colour' | 'sex'>(field: Name) => ({
    value: form.values[field] as string,
    onChange: (value: string) => form.set(field, value),
  });
  return (
    <Dialog open title={props.type.labelEn || m.scheduling_types_add()} onClose={props.onClose}>
      <Form form={form}>
        <FieldText
          label={m.scheduling_types_labelId()}
          {...form.field('labelId')}
          required
          autoFocus
          maxLength={80}
        />
        <FieldText label={m.scheduling_types_labelEn()} {...form.field('labelEn')} required maxLength={80} />
        <FieldNumber
          label={m.scheduling_types_length()}
          unit={m.scheduling_minutesUnit()}
          {...form.field('duration')}
          error={form.errors.durationMinutes}
          required
        />
        <FieldSelect
          label={m.scheduling_types_room()}
          {...form.field('room')}
          clearable
          options={roomKinds.map((kind) => ({ value: kind, label: roomKindWords(kind) }))}
        />
        <NeedFields form={form} setup={props.setup} />
        <FieldChips
          label={m.scheduling_types_colour()}
          {...choice('colour')}
          options={visitColours.map((value) => ({ value, label: colourWords(value) }))}
        />
        <More>
          <FieldNumber
            label={m.scheduling_types_before()}
            unit={m.scheduling_minutesUnit()}
            {...form.field('before')}
            error={form.errors.bufferBeforeMinutes}
          />
          <FieldNumber
            label={m.scheduling_types_after()}
            unit={m.scheduling_minutesUnit()}
            {...form.field('after')}
            error={form.errors.bufferAfterMinutes}
          />
          <FieldChips
            label={m.scheduling_types_owner()}
            {...choice('bufferOwner')}
            options={(['practitioner', 'room', 'both'] as const).map((value) => ({
              value,
              label: ownerWords(value),
            }))}
          />
          <FieldChips
            label={m.scheduling_types_patients()}
            {...choice('patients')}
            options={(['any', 'new', 'established'] as const).map((value) => ({
              value,
              label: patientKindWords(value),
            }))}
          />
          <FieldChips
            many
            label={m.scheduling_types_providers()}
            hint={m.scheduling_types_providersHint()}
            {...form.field('practitionerIds')}
            options={props.setup.providers.map((one) => ({ value: one.practitionerId, label: one.name }))}
          />
          <FieldSelect
            label={m.scheduling_types_providerAct()}
            hint={m.scheduling_types_providerActHint()}
            {...form.field('provider')}
            error={form.errors.providerAction}
            clearable
            options={actOptions(props.setup)}
          />
          <FieldChips
            label={m.scheduling_types_sex()}
            {...choice('sex')}
            options={visitSexes.map((value) => ({ value, label: sexWords(value) }))}
          />
          <FieldNumber
            label={m.scheduling_types_ageFrom()}
            unit={m.scheduling_yearsUnit()}
            {...form.field('ageFrom')}
            error={form.errors.ageFromYears}
          />
          <FieldNumber
            label={m.scheduling_types_ageTo()}
            unit={m.scheduling_yearsUnit()}
            {...form.field('ageTo')}
            error={form.errors.ageToYears}
          />
          <FieldCheck label={m.scheduling_types_fasting()} {...form.field('fasting')} />
          <FieldArea label={m.scheduling_types_prepId()} {...form.field('prepId')} maxLength={500} />
          <FieldArea label={m.scheduling_types_prepEn()} {...form.field('prepEn')} maxLength={500} />
        </More>
        <FieldCheck label={m.scheduling_inUse()} {...form.field('active')} />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}

function actOptions(setup: Setup) {
  return setup.acts.map((one) => ({ value: one.action, label: one.words }));
}

/** What is kept beside the provider and the room. Where the clinic has no equipment none is asked for. */
function NeedFields(props: { form: FormState<Typed>; setup: Setup }) {
  const { form, setup } = props;
  const kinds = [...new Set([...setup.equipment.map((one) => one.kind), ...form.values.equipmentKinds])];
  return (
    <>
      {kinds.length > 0 && (
        <FieldChips
          many
          label={m.scheduling_types_equipment()}
          {...form.field('equipmentKinds')}
          options={kinds.map((kind) => ({ value: kind, label: kind }))}
        />
      )}
      <FieldSelect
        label={m.scheduling_types_assistant()}
        hint={m.scheduling_types_assistantHint()}
        {...form.field('assistant')}
        error={form.errors.assistantAction}
        clearable
        options={actOptions(setup)}
      />
    </>
  );
}

/** A new type's code, from its English name; it stays when the name changes. */
function codeFrom(label: string): string {
  const words =
    label
      .normalize('NFD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 40);
}
