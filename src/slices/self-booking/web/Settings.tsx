import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { selfBooking } from '../contract.ts';
import './self-booking.css';

type Found = OutputOf<typeof selfBooking, 'settings'>;

/** What the public may book, and within which limits. */
export default function Settings() {
  const read = useRead(
    selfBooking,
    'settings',
    {},
    { refreshOn: ['reminders.settingsChanged', 'scheduling.setup'] },
  );
  return (
    <Page title={m.selfBooking_settings_title()}>
      <ReadView read={read} rows={6}>
        {(found) => (
          <div className="sb-settings">
            <Address found={found} />
            <Offer found={found} />
          </div>
        )}
      </ReadView>
    </Page>
  );
}

function Address({ found }: { found: Found }) {
  const { address, ways } = found;
  const mayRemind = useMay('reminders.manage');
  const canWrite = ways.mobile || ways.email;
  const copy = () =>
    void navigator.clipboard?.writeText(address).then(() => tell(m.selfBooking_settings_copied()));
  const missing = [
    ...(canWrite ? [] : [m.selfBooking_settings_waysNone()]),
    ...(address ? [] : [m.selfBooking_settings_addressNone()]),
  ];
  return (
    <Panel title={m.selfBooking_settings_address()} {...(missing.length > 0 && { tone: 'amber' as const })}>
      {address && <p className="sb-address">{address}</p>}
      {missing.map((words) => (
        <p key={words}>
          <SignalBadge tone="amber">{words}</SignalBadge>
        </p>
      ))}
      <div className="sb-acts">
        {address && 'clipboard' in navigator && (
          <Button onClick={copy}>{m.selfBooking_settings_copy()}</Button>
        )}
        {address && found.active && (
          <a className="s-button s-button-quiet" href={address} target="_blank" rel="noreferrer">
            {m.selfBooking_settings_open()}
          </a>
        )}
        {missing.length > 0 && mayRemind && (
          <Go to="/clinic/reminders" className="s-button s-button-primary">
            {m.selfBooking_settings_toReminders()}
          </Go>
        )}
      </div>
    </Panel>
  );
}

const figures = [
  'horizonDays',
  'noticeMinutes',
  'holdMinutes',
  'perContactDaily',
  'perAddressDaily',
  'mostWaiting',
  'mostADay',
] as const;
type Figure = (typeof figures)[number];

function Offer({ found }: { found: Found }) {
  const language = useLanguage();
  const form = useForm(selfBooking, 'saveSettings', {
    initial: {
      active: found.active,
      visitTypeCodes: found.visitTypeCodes,
      practitionerIds: found.practitionerIds,
      ...(Object.fromEntries(figures.map((name) => [name, String(found[name])])) as Record<Figure, string>),
    },
    prepare: ({ active, visitTypeCodes, practitionerIds, ...rest }) => ({
      ...{ active, visitTypeCodes, practitionerIds },
      ...(Object.fromEntries(figures.map((name) => [name, Number(rest[name])])) as Record<Figure, number>),
    }),
    onDone: () => tell(m.selfBooking_settings_saved()),
  });
  const figure = (name: Figure, label: string, hint?: string) => (
    <FieldNumber label={label} {...form.field(name)} {...(hint && { hint })} required />
  );
  const types = found.visitTypes.map((one) => ({
    value: one.code,
    label: language === 'id' ? one.labelId : one.labelEn,
  }));
  const providers = found.providers.map((one) => ({ value: one.practitionerId, label: one.name }));
  return (
    <Panel title={m.selfBooking_settings_offer()}>
      <Form form={form} label={m.selfBooking_settings_title()}>
        <FieldCheck label={m.selfBooking_settings_active()} {...form.field('active')} />
        <FieldChips
          many
          label={m.selfBooking_settings_types()}
          options={types}
          {...form.field('visitTypeCodes')}
        />
        <FieldChips
          many
          label={m.selfBooking_settings_providers()}
          options={providers}
          {...form.field('practitionerIds')}
        />
        <div className="sb-pair">
          {figure('horizonDays', m.selfBooking_settings_horizon())}
          {figure('noticeMinutes', m.selfBooking_settings_notice())}
          {figure('holdMinutes', m.selfBooking_settings_hold())}
        </div>
        <FieldSet legend={m.selfBooking_settings_limits()} columns={2}>
          {figure(
            'perContactDaily',
            m.selfBooking_settings_perContact(),
            m.selfBooking_settings_perContactHint(),
          )}
          {figure(
            'perAddressDaily',
            m.selfBooking_settings_perAddress(),
            m.selfBooking_settings_perAddressHint(),
          )}
          {figure('mostWaiting', m.selfBooking_settings_mostWaiting())}
          {figure('mostADay', m.selfBooking_settings_mostADay())}
        </FieldSet>
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}
