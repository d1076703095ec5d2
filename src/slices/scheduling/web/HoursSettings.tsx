import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate, today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { type Booking, scheduling, type Week } from '../contract.ts';
import type { Setup } from './answers.ts';
import { SessionFields, type TypedSession } from './SessionFields.tsx';
import { Touched } from './Touched.tsx';
import { weekdayWords } from './words.ts';

/** What is typed: the clinic's own plan has an empty owner, a plan without an end an empty last day. */
interface Typed {
  id: string;
  owner: string;
  validFrom: string;
  validTo: string;
  sessions: TypedSession[];
}

/** Week plans of the clinic and of each provider. */
export function HoursSettings({ setup }: { setup: Setup }) {
  const [edited, setEdited] = useState<Typed>();
  const [touched, setTouched] = useState<Booking[]>([]);
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const remove = useAct(scheduling, 'removeHours');
  const save = useAct(scheduling, 'saveHours');
  const now = today({ now: () => Date.now() }, zone);
  const ownerName = (week: Week) =>
    setup.providers.find((one) => one.practitionerId === week.practitionerId)?.name ??
    m.scheduling_hours_clinic();
  const takeAway = async (week: Week) => {
    await remove.run({ id: week.id });
    offerUndo(m.scheduling_hours_removed({ name: ownerName(week) }), () => save.run(week));
  };
  const add = { label: m.scheduling_hours_add(), run: () => setEdited(newPlan(now)) };
  const date = (day: string) => formatPlainDate(day, locale, 'short');
  return (
    <Panel title={m.scheduling_hours_title()} actions={<Button onClick={add.run}>{add.label}</Button>}>
      <Touched bookings={touched} />
      <DataTable
        label={m.scheduling_hours_title()}
        rows={setup.weeks}
        rowKey={(row) => row.id}
        open={(week) => setEdited(typedOf(week))}
        columns={[
          { id: 'owner', header: m.scheduling_hours_owner(), cell: ownerName },
          {
            id: 'valid',
            header: m.scheduling_hours_valid(),
            cell: (row) =>
              row.validTo
                ? `${date(row.validFrom)} – ${date(row.validTo)}`
                : m.scheduling_hours_since({ day: date(row.validFrom) }),
          },
          {
            id: 'week',
            header: m.scheduling_hours_week(),
            cell: (row) => weekText(row, locale),
            hideOn: 'phone',
          },
        ]}
        more={(row) => [
          { label: m.scheduling_remove(), run: () => void takeAway(row).catch(() => undefined) },
        ]}
        empty={<EmptyState title={m.scheduling_hours_none()} act={add} />}
      />
      {edited && (
        <PlanForm
          key={edited.id}
          plan={edited}
          setup={setup}
          onClose={() => setEdited(undefined)}
          onTouched={setTouched}
        />
      )}
    </Panel>
  );
}

function newPlan(day: string): Typed {
  const sessions = ['1', '2', '3', '4', '5'].map((weekday) => ({
    weekday,
    from: '08:00',
    to: '16:00',
    room: '',
    quota: '',
    types: [],
  }));
  return { id: '', owner: '', validFrom: day, validTo: '', sessions };
}

function typedOf(week: Week): Typed {
  const sessions = week.sessions.map(({ weekday, from, to, roomId, quota, visitTypeCodes }) => ({
    weekday: String(weekday),
    from,
    to,
    room: roomId ?? '',
    quota: quota ? String(quota) : '',
    types: visitTypeCodes ?? [],
  }));
  return {
    id: week.id,
    owner: week.practitionerId ?? '',
    validFrom: week.validFrom,
    validTo: week.validTo ?? '',
    sessions,
  };
}

/** Days of equal hours together: `Mon Tue Wed 08:00–12:00; Thu 09:00–12:00`. */
function weekText(week: Week, locale: string): string {
  const byHours = Map.groupBy(week.sessions, hoursText);
  const parts = [...byHours].map(([hours, sessions]) => {
    return `${sessions.map((one) => weekdayWords(one.weekday, locale, 'short')).join(' ')} ${hours}`;
  });
  return parts.join('; ');
}

function hoursText(one: Week['sessions'][number]): string {
  const more = [
    one.quota && m.scheduling_hours_numbers({ count: one.quota }),
    one.visitTypeCodes?.length && m.scheduling_hours_onlyTypes({ types: one.visitTypeCodes.join(', ') }),
  ];
  return [`${one.from}–${one.to}`, ...more].filter(Boolean).join(' ');
}

function PlanForm(props: {
  plan: Typed;
  setup: Setup;
  onClose: () => void;
  onTouched: (bookings: Booking[]) => void;
}) {
  const { setup } = props;
  const form = useForm(scheduling, 'saveHours', {
    initial: props.plan,
    prepare: ({ id, owner, validFrom, validTo, sessions }) => ({
      ...(id && { id }),
      practitionerId: owner || null,
      validFrom,
      validTo: validTo || null,
      sessions: sessions.map((one) => ({
        weekday: Number(one.weekday),
        from: one.from,
        to: one.to,
        roomId: one.room || null,
        quota: one.quota ? Number(one.quota) : null,
        visitTypeCodes: one.types,
      })),
    }),
    onDone: ({ touched }) => {
      props.onTouched(touched);
      props.onClose();
    },
  });
  const { sessions } = form.values;
  const last = sessions.at(-1);
  const another = {
    weekday: String((Number(last?.weekday ?? 0) % 7) + 1),
    from: last?.from ?? '08:00',
    to: last?.to ?? '16:00',
    room: last?.room ?? '',
    quota: last?.quota ?? '',
    types: last?.types ?? [],
  };
  return (
    <Dialog open title={m.scheduling_hours_plan()} onClose={props.onClose} size="large">
      <Form form={form}>
        <FieldSelect
          label={m.scheduling_hours_owner()}
          {...form.field('owner')}
          placeholder={m.scheduling_hours_clinic()}
          clearable
          options={setup.providers.map((one) => ({ value: one.practitionerId, label: one.name }))}
        />
        <FieldDate label={m.scheduling_hours_from()} {...form.field('validFrom')} required />
        <FieldDate
          label={m.scheduling_hours_to()}
          hint={m.scheduling_hours_toHint()}
          {...form.field('validTo')}
        />
        <p className="sc-note">{m.scheduling_hours_quotaHint()}</p>
        <div className="sc-sessions">
          {sessions.map((_, index) => (
            <SessionFields
              // biome-ignore lint/suspicious/noArrayIndexKey: a session has no name of its own; its place is what the form speaks of
              key={index}
              form={form}
              place={index}
              setup={setup}
              onRemove={() =>
                form.set(
                  'sessions',
                  sessions.filter((_one, place) => place !== index),
                )
              }
            />
          ))}
          <Button onClick={() => form.set('sessions', [...sessions, another])}>
            {m.scheduling_hours_addSession()}
          </Button>
        </div>
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}
