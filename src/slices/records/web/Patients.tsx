import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ExportButton } from '#platform/web/ui/ExportButton.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type FoundPatient, records } from '../contract.ts';
import { IdentifyDialog } from './IdentifyDialog.tsx';
import { birthWords, dateWords, recordNumberWords, sexWords } from './words.ts';
import './records.css';

/** Finds a patient as she speaks: words and dates in any order; a name alone asks for a second identifier. */
export default function Patients({ search }: ScreenProps) {
  // arriving from the finder while the list is open begins a new search
  return <PatientSearch key={`${search.find} ${search.identify}`} search={search} />;
}

function PatientSearch({ search }: Pick<ScreenProps, 'search'>) {
  const [text, setText] = useState(search.find ?? '');
  const [identifying, setIdentifying] = useState(search.identify);
  const go = useGo();
  const mayRegister = useMay('records.register');
  const mayExport = useMay('records.export');
  const exporting = useAct(records, 'exportPatients');
  const read = useRead(
    records,
    'findPatients',
    { text },
    { keep: true, refreshOn: ['records.patientRegistered'] },
  );
  const register = () => go(`/patients/new?${new URLSearchParams(text ? { find: text } : {})}`);
  useKeys({ n: mayRegister ? { label: m.records_register_title(), run: register } : undefined });
  const open = (one: FoundPatient) => (one.masked ? setIdentifying(one.id) : go(`/patients/${one.id}`));
  const asked = read.data?.patients.find((one) => one.id === identifying);
  return (
    <Page
      title={m.records_title()}
      actions={
        <>
          {mayExport && <ExportButton make={() => exporting.run({})} pending={exporting.pending} />}
          {mayRegister && (
            <Button onClick={register} keys="N">
              {m.records_register_act()}
            </Button>
          )}
        </>
      }
    >
      <Problem problem={exporting.problem} />
      <FieldText
        label={m.records_find_label()}
        hint={m.records_find_hint()}
        value={text}
        onChange={setText}
        autoFocus
      />
      {read.data?.needsSecondIdentifier && (
        <p className="rc-ask" role="status">
          <SignalBadge tone="blue">{m.records_find_second()}</SignalBadge>
        </p>
      )}
      <ReadView read={read}>
        {(data) => (
          <>
            <FoundTable
              patients={data.patients}
              searched={text !== ''}
              open={open}
              register={mayRegister ? register : undefined}
            />
            {data.more && <p className="rc-note">{m.records_find_more()}</p>}
          </>
        )}
      </ReadView>
      <IdentifyDialog
        patient={asked}
        spokenName={asked?.foundBy.includes('name') ? (read.data?.understood.name ?? '') : ''}
        onClose={() => setIdentifying(undefined)}
        onOpen={(id, withoutPatient) => go(`/patients/${id}${withoutPatient ? '?absent=1' : ''}`)}
      />
    </Page>
  );
}

function FoundTable(props: {
  patients: FoundPatient[];
  searched: boolean;
  open: (one: FoundPatient) => void;
  register: (() => void) | undefined;
}) {
  const locale = useLocale();
  const { clinic } = useMe();
  const day = today(systemClock, clinic.zone);
  const none = props.searched ? m.records_find_nobody() : m.records_find_empty();
  return (
    <DataTable
      label={m.records_title()}
      rows={props.patients}
      rowKey={(one) => one.id}
      open={props.open}
      act={(one) => ({
        label: one.masked ? m.records_find_identify() : m.records_find_open(),
        run: () => props.open(one),
      })}
      columns={[
        { id: 'name', header: m.records_column_name(), cell: (one) => <NameCell patient={one} /> },
        {
          id: 'number',
          header: m.records_column_number(),
          width: '8rem',
          figures: true,
          cell: (one) => recordNumberWords(one.recordNumber, clinic),
        },
        {
          id: 'birth',
          header: m.records_column_birth(),
          width: '13rem',
          cell: (one) =>
            one.masked ? (
              <span className="rc-masked">
                <IconEyeOff size={16} aria-hidden />{' '}
                {one.birthDate ? dateWords(one.birthDate, locale) : '•••'}
              </span>
            ) : (
              birthWords(one.birthDate, day, locale)
            ),
        },
        {
          id: 'sex',
          header: m.records_column_sex(),
          width: '7rem',
          hideOn: 'phone',
          cell: (one) => sexWords(one.sex),
        },
        {
          id: 'phone',
          header: m.records_column_phone(),
          width: '9rem',
          figures: true,
          hideOn: 'tablet',
          cell: (one) => one.phone ?? '',
        },
        {
          id: 'city',
          header: m.records_column_city(),
          width: '9rem',
          hideOn: 'tablet',
          cell: (one) => one.city ?? '',
        },
      ]}
      empty={
        <EmptyState
          title={none}
          text={m.records_find_emptyText()}
          {...(props.register && { act: { label: m.records_register_act(), run: props.register } })}
        />
      }
    />
  );
}

function NameCell({ patient }: { patient: FoundPatient }) {
  const { clinic } = useMe();
  const joined = (patient.joined ?? []).map((number) => recordNumberWords(number, clinic)).join(', ');
  return (
    <span className="rc-name">
      <strong>{patient.name}</strong>
      {patient.deceased && <SignalBadge tone="red">{m.records_flag_deceased()}</SignalBadge>}
      {!patient.active && <SignalBadge tone="grey">{m.records_flag_inactive()}</SignalBadge>}
      {joined && <SignalBadge tone="grey">{m.records_find_joined({ numbers: joined })}</SignalBadge>}
    </span>
  );
}
