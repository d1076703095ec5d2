import { type ReactNode, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type VersionedList, training } from '../contract.ts';
import { ProgrammeForm, RungForm, TemplateForm } from './ListForms.tsx';
import { SettingsForm, SiteForm } from './SiteForms.tsx';
import { VersionList } from './Versions.tsx';
import { hoursWords } from './words.ts';

const refreshed = { refreshOn: ['training.setChanged'] };

/** Sites, least hours, and the clinic's own lists: plans, programmes, ladder. */
export function SetUp() {
  const language = useLanguage();
  const locale = useLocale();
  const mayManage = useMay('training.manage');
  const [form, setForm] = useState<{ title: string; body: (close: () => void) => ReactNode }>();
  const take = useAct(training, 'takeLists');
  const places = useRead(training, 'sites', {}, refreshed).data;
  const templates = useRead(training, 'templates', {}, refreshed).data?.templates;
  const programmes = useRead(training, 'programmes', {}, refreshed).data?.programmes;
  const rungs = useRead(training, 'rungs', {}, refreshed).data?.rungs;
  const close = () => setForm(undefined);
  const showVersions = (list: VersionedList, code: string) =>
    setForm({ title: m.training_versions(), body: () => <VersionList list={list} code={code} /> });
  const open = (title: string, body: (close: () => void) => ReactNode) => setForm({ title, body });
  return (
    <div className="tr-stack">
      {templates?.length === 0 && (
        <EmptyState
          title={m.training_lists_none()}
          text={m.training_lists_noneText()}
          {...(mayManage && {
            act: { label: m.training_lists_take(), run: () => void take.run({}).catch(() => undefined) },
          })}
        />
      )}
      <Problem problem={take.problem} />
      <List
        title={m.training_sites()}
        add={m.training_site_add()}
        rows={(places?.sites ?? []).map((one) => ({ ...one, key: one.siteId, label: one.name }))}
        mayManage={mayManage}
        onOpen={(one) =>
          open(one ? m.training_edit() : m.training_site_add(), (done) => (
            <SiteForm {...(one && { site: one })} onDone={done} />
          ))
        }
      />
      {places && (
        <Panel
          title={m.training_settings()}
          actions={
            mayManage && (
              <Button
                small
                onClick={() =>
                  open(m.training_settings(), (done) => (
                    <SettingsForm settings={places.settings} onDone={done} />
                  ))
                }
              >
                {m.training_edit()}
              </Button>
            )
          }
        >
          <p>
            {m.training_accreditor_caahep()}: {hoursWords(places.settings.caahep, locale)} ·{' '}
            {m.training_accreditor_abhes()}: {hoursWords(places.settings.abhes, locale)} ·{' '}
            {m.training_accreditor_none()}: {hoursWords(places.settings.none, locale)}
          </p>
          <p className="s-hint">{m.training_settings_hint()}</p>
        </Panel>
      )}
      <List
        title={m.training_templates()}
        onVersions={(one) => showVersions('template', one.code)}
        add={m.training_template_add()}
        rows={(templates ?? []).map((one) => ({ ...one, key: one.code, label: one.label[language] }))}
        mayManage={mayManage}
        onOpen={(row) => {
          const one = templates?.find((each) => each.code === row?.code);
          open(one ? m.training_edit() : m.training_template_add(), (done) => (
            <TemplateForm {...(one && { one })} onDone={done} />
          ));
        }}
      />
      <List
        title={m.training_programmes()}
        onVersions={(one) => showVersions('programme', one.code)}
        add={m.training_programme_add()}
        rows={(programmes ?? []).map((one) => ({ ...one, key: one.code, label: one.label[language] }))}
        mayManage={mayManage}
        onOpen={(row) => {
          const one = programmes?.find((each) => each.code === row?.code);
          open(one ? m.training_edit() : m.training_programme_add(), (done) => (
            <ProgrammeForm {...(one && { one })} onDone={done} />
          ));
        }}
      />
      <List
        title={m.training_career_ladder()}
        onVersions={(one) => showVersions('rung', one.code)}
        add={m.training_rung_add()}
        rows={(rungs ?? []).map((one) => ({ ...one, key: one.code, label: one.label[language] }))}
        mayManage={mayManage}
        onOpen={(row) => {
          const one = rungs?.find((each) => each.code === row?.code);
          open(one ? m.training_edit() : m.training_rung_add(), (done) => (
            <RungForm {...(one && { one })} onDone={done} />
          ));
        }}
      />
      <Dialog title={form?.title ?? ''} open={form !== undefined} onClose={close} size="large">
        {form?.body(close)}
      </Dialog>
    </div>
  );
}

function List<Row extends { key: string; label: string; active: boolean }>(props: {
  title: string;
  add: string;
  rows: readonly Row[];
  mayManage: boolean;
  onOpen: (row: Row | undefined) => void;
  onVersions?: (row: Row) => void;
}) {
  const { onVersions } = props;
  return (
    <Panel
      title={props.title}
      actions={
        props.mayManage && (
          <Button small onClick={() => props.onOpen(undefined)}>
            {props.add}
          </Button>
        )
      }
    >
      <ul className="tr-lines" aria-label={props.title}>
        {props.rows.map((row) => (
          <li key={row.key} className="tr-line">
            <div className="tr-line-main">
              {row.label} {!row.active && <SignalBadge tone="grey">{m.training_putAway()}</SignalBadge>}
            </div>
            <div className="tr-line-acts">
              {props.mayManage && (
                <Button small onClick={() => props.onOpen(row)}>
                  {m.training_edit()}
                </Button>
              )}
              {onVersions && (
                <Button small tone="plain" onClick={() => onVersions(row)}>
                  {m.training_versions()}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
