import { useState } from 'react';
import { m } from '#messages';
import { addDays, formatDateTime, today } from '#platform/shared/time.ts';
import type { ProblemError } from '#platform/web/client/call.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { records } from '#slices/records/contract.ts';
import { type FreeTime, scheduling, type VisitType } from '../contract.ts';
import { PatientPicker } from './PatientPicker.tsx';
import { TimeButtons } from './TimeButtons.tsx';
import './calendar.css';

const anyone = 'anyone';

/**
 * Patient, visit type, provider, time: the time's button books. From a chart or a visit the patient is given, and
 * from the sheet the provider and the hour.
 */
export default function BookVisit({ search }: ScreenProps) {
  const [patient, setPatient] = useState(search.patientId ? { id: search.patientId, name: '' } : undefined);
  const setup = useRead(scheduling, 'setup', {}, { refreshOn: ['scheduling.setupChanged'] });
  const back = search.patientId ? `/patients/${search.patientId}` : `/calendar?day=${search.day ?? ''}`;
  return (
    <Page title={m.scheduling_book_title()} back={back}>
      {!patient && (
        <Panel title={m.scheduling_book_patient()}>
          <PatientPicker onChosen={setPatient} />
        </Panel>
      )}
      {patient && (
        <ReadView read={setup}>
          {({ visitTypes, providers }) => (
            <ChooseTime
              patient={patient}
              types={visitTypes.filter((type) => type.active)}
              providers={providers}
              search={search}
              onOther={search.patientId ? undefined : () => setPatient(undefined)}
              back={back}
            />
          )}
        </ReadView>
      )}
    </Page>
  );
}

function ChooseTime(props: {
  patient: { id: string; name: string };
  types: VisitType[];
  providers: { practitionerId: string; name: string }[];
  search: Record<string, string>;
  onOther: (() => void) | undefined;
  back: string;
}) {
  const { patient, types, providers, search } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const language = useLanguage();
  const go = useGo();
  const now = today({ now: () => Date.now() }, zone);
  const [typeCode, setTypeCode] = useState(types[0]?.code ?? '');
  const [provider, setProvider] = useState(
    search.practitionerId ?? (providers.length === 1 ? (providers[0]?.practitionerId ?? anyone) : anyone),
  );
  const [day, setDay] = useState(search.day ?? now);
  const [reason, setReason] = useState('');
  const card = useRead(records, 'readBanner', { patientId: patient.id });
  const name = card.data?.name ?? patient.name;
  const fromDay = day || now;
  const read = useRead(
    scheduling,
    'freeTimes',
    {
      visitTypeCode: typeCode,
      ...(provider !== anyone && { practitionerId: provider }),
      fromDay,
      toDay: addDays(fromDay, 6),
      patientId: patient.id,
      perPart: 8,
    },
    { enabled: typeCode !== '', keep: true, refreshOn: ['scheduling.'] },
  );
  const book = useAct(scheduling, 'bookVisit');
  const cancel = useAct(scheduling, 'cancelBooking');
  const take = async (time: FreeTime) => {
    try {
      const { visitId } = await book.run({
        patientId: patient.id,
        visitTypeCode: typeCode,
        practitionerId: time.practitionerId,
        when: time.startsAt,
        reason,
      });
      const words = m.scheduling_book_done({
        name,
        time: formatDateTime(time.startsAt, locale, zone, 'short'),
        provider: time.practitionerName,
      });
      offerUndo(words, () => cancel.run({ visitId, reason: m.scheduling_book_slip(), askedBy: 'clinic' }));
      go(search.patientId ? props.back : `/calendar?day=${time.day}`, { replace: true });
    } catch {
      // the refusal and its other times stand below, and what was chosen stays
    }
  };
  if (types.length === 0) {
    return (
      <EmptyState
        title={m.scheduling_book_noTypes()}
        act={{ label: m.scheduling_settings_title(), to: '/clinic/calendar' }}
      />
    );
  }
  return (
    <Panel
      title={name}
      actions={props.onOther && <Button onClick={props.onOther}>{m.scheduling_book_otherPatient()}</Button>}
    >
      <div className="sc-book-fields">
        <ChooseType types={types} value={typeCode} onChange={setTypeCode} />
        <FieldSelect
          label={m.scheduling_label_provider()}
          value={provider}
          onChange={(value) => setProvider(value || anyone)}
          options={[
            { value: anyone, label: m.scheduling_book_anyone() },
            ...providers.map((one) => ({ value: one.practitionerId, label: one.name })),
          ]}
        />
        <FieldDate label={m.scheduling_book_from()} value={day} onChange={setDay} />
        <FieldText label={m.scheduling_label_reason()} value={reason} onChange={setReason} maxLength={255} />
      </div>
      <Prep type={types.find((one) => one.code === typeCode)} language={language} />
      <Refused problem={book.problem} onTake={take} />
      <ReadView read={read}>
        {({ times }) =>
          times.length === 0 ? (
            <EmptyState
              title={m.scheduling_book_noTimes()}
              act={{ label: m.scheduling_book_later(), run: () => setDay(addDays(fromDay, 7)) }}
            />
          ) : (
            <TimeButtons
              times={times}
              onTake={take}
              withNames={provider === anyone}
              wanted={search.startsAt}
              disabled={book.pending}
            />
          )
        }
      </ReadView>
    </Panel>
  );
}

/** Up to six types all stand there; more are searched. */
function ChooseType(props: { types: VisitType[]; value: string; onChange: (code: string) => void }) {
  const language = useLanguage();
  const options = props.types.map((type) => ({
    value: type.code,
    label: `${language === 'id' ? type.labelId : type.labelEn} · ${m.scheduling_minutes({ minutes: type.durationMinutes })}`,
  }));
  const field = {
    label: m.scheduling_label_visitType(),
    value: props.value,
    onChange: props.onChange,
    options,
  };
  return options.length <= 6 ? <FieldChips {...field} /> : <FieldSelect {...field} />;
}

function Prep(props: { type: VisitType | undefined; language: 'en' | 'id' }) {
  const text = props.language === 'id' ? props.type?.prepId : props.type?.prepEn;
  return text ? (
    <p className="sc-prep">
      <strong>{m.scheduling_book_prep()}</strong> {text}
    </p>
  ) : null;
}

/** The refusal in words, and its three other times as buttons. */
function Refused(props: { problem: ProblemError | undefined; onTake: (time: FreeTime) => void }) {
  const alternatives = (props.problem?.details.alternatives ?? []) as FreeTime[];
  if (!props.problem) return null;
  return (
    <>
      <Problem problem={props.problem} />
      <TimeButtons times={alternatives} onTake={props.onTake} withNames wanted={alternatives[0]?.startsAt} />
    </>
  );
}
