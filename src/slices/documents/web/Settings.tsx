import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { documents } from '../contract.ts';
import { CheckRate } from './CheckRate.tsx';
import { Types } from './Types.tsx';
import { Warning } from './Warning.tsx';
import './documents.css';

type Set = OutputOf<typeof documents, 'settings'>;

/** How documents are taken in and checked, and how the checks came out. */
export default function Settings() {
  const read = useRead(documents, 'settings', {}, { refreshOn: ['documents.'] });
  return (
    <Page title={m.documents_settings_title()}>
      <ReadView read={read} rows={6}>
        {(set) => (
          <>
            <CheckRate checks={set.checks} />
            <Rules set={set} />
          </>
        )}
      </ReadView>
      <Types />
    </Page>
  );
}

/** clamd's own port. */
const usualPort = 3310;

function Rules({ set }: { set: Set }) {
  const form = useForm(documents, 'saveSettings', {
    initial: {
      ...{ mostMegabytes: String(set.mostMegabytes), checkEvery: String(set.checkEvery) },
      used: set.scanner !== null,
      scanner: { host: set.scanner?.host ?? 'localhost', port: String(set.scanner?.port ?? usualPort) },
    },
    prepare: ({ mostMegabytes, checkEvery, used, scanner }) => ({
      ...{ mostMegabytes: Number(mostMegabytes), checkEvery: Number(checkEvery) },
      scanner: used ? { host: scanner.host, port: Number(scanner.port) } : null,
    }),
    onDone: () => tell(m.documents_settings_saved()),
  });
  const { used } = form.values;
  return (
    <Form form={form} label={m.documents_settings_title()}>
      <Panel title={m.documents_settings_files()}>
        <div className="doc-rules">
          <FieldNumber label={m.documents_settings_megabytes()} {...form.field('mostMegabytes')} />
          <FieldNumber
            label={m.documents_settings_every()}
            hint={m.documents_settings_everyHint()}
            {...form.field('checkEvery')}
          />
        </div>
      </Panel>
      <Panel title={m.documents_settings_scanner()}>
        {!used && <Warning>{m.documents_settings_scannerNone()}</Warning>}
        <FieldCheck
          label={m.documents_settings_scannerUse()}
          hint={m.documents_settings_scannerHint()}
          {...form.field('used')}
        />
        {used && (
          <div className="doc-rules doc-scanner">
            <FieldText label={m.documents_settings_host()} {...form.at<string>('scanner.host')} required />
            <FieldNumber label={m.documents_settings_port()} {...form.at<string>('scanner.port')} required />
          </div>
        )}
        <Down set={set} />
      </Panel>
      <SaveBar form={form} />
    </Form>
  );
}

function Down({ set }: { set: Set }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (!set.scannerDownSince) return null;
  const time = formatDateTime(set.scannerDownSince, locale, zone, 'short');
  return <Warning>{m.documents_settings_down({ time, count: set.waitingScans })}</Warning>;
}
