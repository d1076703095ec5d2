import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { type DocumentView, documents } from '../contract.ts';
import { type Fault, faults } from '../shared/codes.ts';
import { Beside } from './Beside.tsx';
import { faultWords } from './words.ts';
import './documents.css';

const list = '/patients/documents?tab=checks';

/** A second person compares paper and index. */
export default function CheckScreen({ params }: ScreenProps) {
  const documentId = params.documentId ?? '';
  const checks = useRead(documents, 'waitingChecks', {});
  const patientId = checks.data?.checks.find((one) => one.documentId === documentId)?.patientId;
  const read = useRead(
    documents,
    'patientDocuments',
    { patientId: patientId ?? '' },
    { enabled: patientId !== undefined },
  );
  const one = read.data?.documents.find((document) => document.documentId === documentId);
  return (
    <Page
      title={m.documents_checks_title()}
      back={list}
      banner={patientId && <PatientBanner patientId={patientId} />}
    >
      <ReadView read={checks} rows={6}>
        {() =>
          patientId === undefined ? (
            <EmptyState
              title={m.documents_checks_gone()}
              act={{ label: m.documents_file_back(), to: list }}
            />
          ) : (
            one && <Compare one={one} />
          )
        }
      </ReadView>
    </Page>
  );
}

function Compare({ one }: { one: DocumentView }) {
  const go = useGo();
  const locale = useLocale();
  const form = useForm(documents, 'checkDocument', {
    initial: { faults: [] as string[], note: '' },
    prepare: ({ faults: found, note }) => ({ documentId: one.documentId, faults: found as Fault[], note }),
    onDone: () => {
      tell(m.documents_checks_done());
      go(list, { replace: true });
    },
  });
  const facts = [
    [m.documents_file_type(), one.typeLabel],
    [m.documents_file_servedOn(), formatPlainDate(one.servedOn, locale, 'long')],
    [m.documents_file_source(), one.source],
    [m.documents_file_titleField(), one.title || '–'],
    [m.documents_column_pages(), String(one.pages)],
  ] as const;
  return (
    <Beside file={one} title={m.documents_view_frame({ type: one.typeLabel })}>
      <p>{m.documents_checks_lead()}</p>
      <dl className="doc-compare">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Form form={form} label={m.documents_checks_title()}>
        <FieldChips
          many
          label={m.documents_checks_question()}
          hint={m.documents_checks_nothingWrong()}
          options={faults.map((value) => ({ value, label: faultWords[value]() }))}
          {...form.at<string[]>('faults')}
        />
        <FieldText label={m.documents_checks_note()} {...form.field('note')} maxLength={500} />
        <SaveBar form={form} label={m.documents_checks_save()} />
      </Form>
    </Beside>
  );
}
