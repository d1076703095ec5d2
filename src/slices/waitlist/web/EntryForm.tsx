import { m } from '#messages';
import { formatDateTime, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { More } from '#platform/web/ui/More.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Booking, scheduling } from '#slices/scheduling/contract.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { type Entry, waitlist } from '../contract.ts';
import { parts } from '../shared/rules.ts';
import { partWords, priorityWords, weekdayWords } from './words.ts';
import './waitlist.css';

const anyProvider = 'any';
type Setup = OutputOf<typeof scheduling, 'setup'>;
interface Props {
  patientId: string;
  /** Left out: somebody new on the list. */
  entry?: Entry | undefined;
  onDone: () => void;
}

/** What a patient waits for. The common case is a type and "from today"; the rest may stay as it is. */
export function EntryForm(props: Props) {
  const setup = useRead(scheduling, 'setup', {});
  const visits = useRead(scheduling, 'patientVisits', { patientId: props.patientId });
  return (
    <ReadView read={setup} rows={6}>
      {(ready) => (
        <ReadView read={visits} rows={2}>
          {({ coming }) => <Fields {...props} setup={ready} coming={coming} />}
        </ReadView>
      )}
    </ReadView>
  );
}

function blankOf(entry: Entry | undefined, typeCode: string, now: string) {
  return {
    visitTypeCode: entry?.visitTypeCode ?? typeCode,
    provider: entry?.practitionerId ?? anyProvider,
    fromDay: entry?.fromDay ?? now,
    toDay: entry?.toDay ?? '',
    parts: [...(entry?.parts ?? [])] as string[],
    weekdays: (entry?.weekdays ?? []).map(String),
    notice: String(entry?.noticeMinutes ?? 120),
    priority: String(entry?.priority ?? 3),
    priorityReason: entry?.priorityReason ?? '',
    expiresOn: entry?.expiresOn ?? '',
    keeps: entry?.keepsVisitId ?? '',
    note: entry?.note ?? '',
  };
}

function wishOf(values: ReturnType<typeof blankOf>) {
  return {
    visitTypeCode: values.visitTypeCode,
    practitionerId: values.provider === anyProvider ? null : values.provider,
    ...{ fromDay: values.fromDay, toDay: values.toDay || null },
    parts: parts.filter((part) => values.parts.includes(part)),
    weekdays: values.weekdays.map(Number).toSorted(),
    ...{ noticeMinutes: Number(values.notice), priority: Number(values.priority) },
    ...{ priorityReason: values.priorityReason, expiresOn: values.expiresOn || null },
    ...{ keepsVisitId: values.keeps || null, note: values.note },
  };
}

function Fields(props: Props & { setup: Setup; coming: Booking[] }) {
  const { patientId, entry, setup, coming } = props;
  const { zone } = useMe().clinic;
  const language = useLanguage();
  const locale = useLocale();
  const types = setup.visitTypes.filter((one) => one.active);
  const initial = blankOf(entry, types[0]?.code ?? '', today({ now: () => Date.now() }, zone));
  const adding = useForm(waitlist, 'addEntry', {
    initial,
    prepare: (values) => ({ patientId, ...wishOf(values) }),
    onDone: props.onDone,
  });
  const changing = useForm(waitlist, 'changeEntry', {
    initial,
    prepare: (values) => ({ entryId: entry?.entryId ?? '', ...wishOf(values) }),
    onDone: props.onDone,
  });
  const form = entry ? changing : adding;
  const { visitTypeCode, priority } = form.values;
  const kept = coming.filter(
    (one) => one.visitTypeCode === visitTypeCode && (one.status === 'booked' || one.status === 'pending'),
  );
  return (
    <Form form={form} label={entry ? m.waitlist_change() : m.waitlist_add()}>
      <div className="wl-fields">
        <FieldSelect
          label={m.waitlist_label_type()}
          {...form.field('visitTypeCode')}
          required
          options={types.map((one) => ({
            value: one.code,
            label: language === 'id' ? one.labelId : one.labelEn,
          }))}
        />
        <FieldSelect
          label={m.waitlist_label_provider()}
          {...form.field('provider')}
          error={form.errors.practitionerId}
          options={[
            { value: anyProvider, label: m.waitlist_anyProvider() },
            ...setup.providers.map((one) => ({ value: one.practitionerId, label: one.name })),
          ]}
        />
        <FieldDate label={m.waitlist_label_from()} {...form.field('fromDay')} required />
        <FieldDate label={m.waitlist_label_to()} {...form.field('toDay')} />
        <FieldSelect
          label={m.waitlist_label_keeps()}
          hint={m.waitlist_label_keepsHint()}
          {...form.field('keeps')}
          error={form.errors.keepsVisitId}
          clearable
          placeholder={m.waitlist_label_keepsNone()}
          options={kept.map((one) => ({
            value: one.visitId,
            label: `${formatDateTime(one.startsAt, locale, zone, 'short')} · ${one.practitionerName}`,
          }))}
        />
        <FieldNumber
          label={m.waitlist_label_notice()}
          {...form.field('notice')}
          error={form.errors.noticeMinutes}
        />
      </div>
      <FieldChips
        label={m.waitlist_label_priority()}
        {...form.field('priority')}
        options={['1', '2', '3'].map((value) => ({ value, label: priorityWords(Number(value)) }))}
      />
      {priority !== '3' && (
        <FieldText
          label={m.waitlist_label_priorityReason()}
          {...form.field('priorityReason')}
          required
          maxLength={255}
        />
      )}
      <FieldChips
        label={m.waitlist_label_parts()}
        hint={m.waitlist_label_any()}
        {...form.field('parts')}
        many
        options={parts.map((value) => ({ value, label: partWords(value) }))}
      />
      <FieldChips
        label={m.waitlist_label_weekdays()}
        hint={m.waitlist_label_any()}
        {...form.field('weekdays')}
        many
        options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value: String(value), label: weekdayWords(value) }))}
      />
      <More open={Boolean(entry?.expiresOn || entry?.note)}>
        <div className="wl-fields">
          <FieldDate label={m.waitlist_label_expires()} {...form.field('expiresOn')} />
          <FieldText label={m.waitlist_label_note()} {...form.field('note')} maxLength={255} />
        </div>
      </More>
      <SaveBar form={form} label={entry ? m.waitlist_change() : m.waitlist_add()} />
    </Form>
  );
}
