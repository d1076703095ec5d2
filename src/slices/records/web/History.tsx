import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { records } from '../contract.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { countryOf } from './words.ts';
import PatientBanner from './PatientBanner.tsx';
import './records.css';

/** What was changed of the patient's details, by whom and when; what stood there before is never lost. */
export default function History({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const read = useRead(records, 'patientHistory', { patientId });
  const locale = useLocale();
  const country = countryOf(useMe().clinic);
  const shown = (field: string, value: string) => valueWords(field, value, locale, country);
  return (
    <Page
      title={m.records_history_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
    >
      <ReadView read={read}>
        {({ versions }) =>
          versions.map((version) => (
            <Panel
              key={version.version}
              title={
                <>
                  <When at={version.at} as="dateTime" /> {version.by ?? m.records_history_elsewhere()}
                </>
              }
            >
              {version.reason && <p>{version.reason}</p>}
              {version.changes.length === 0 && <p className="rc-note">{m.records_history_other()}</p>}
              <dl className="rc-changes">
                {version.changes.map((change) => (
                  <div key={change.field}>
                    <dt>{fieldWords(change.field)}</dt>
                    <dd>
                      {change.before && <del>{shown(change.field, change.before)}</del>}{' '}
                      {change.after ? (
                        <ins>{shown(change.field, change.after)}</ins>
                      ) : (
                        m.records_history_removed()
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </Panel>
          ))
        }
      </ReadView>
    </Page>
  );
}
