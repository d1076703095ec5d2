import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Settings, type Site, training } from '../contract.ts';
import { hundredthsFrom } from './words.ts';

export function SiteForm({ site, onDone }: { site?: Site; onDone: () => void }) {
  const form = useForm(training, 'saveSite', {
    initial: {
      ...{ name: site?.name ?? '', address: site?.address ?? '', contact: site?.contact ?? '' },
      ...{ ambulatory: site?.ambulatory ?? true, active: site?.active ?? true },
    },
    prepare: (values) => ({ ...values, ...(site && { siteId: site.siteId }) }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_site_add()}>
      <FieldText label={m.training_paper_site()} {...form.field('name')} required autoFocus />
      <FieldCheck label={m.training_site_ambulatory()} {...form.field('ambulatory')} />
      <FieldText label={m.training_site_address()} {...form.field('address')} />
      <FieldText label={m.training_site_contact()} {...form.field('contact')} />
      <FieldCheck label={m.training_inUse()} {...form.field('active')} />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}

export function SettingsForm({ settings, onDone }: { settings: Settings; onDone: () => void }) {
  const form = useForm(training, 'saveSettings', {
    initial: {
      ...{ caahep: String(settings.caahep / 100), abhes: String(settings.abhes / 100) },
      none: String(settings.none / 100),
    },
    prepare: ({ caahep, abhes, none }) => ({
      ...{ caahep: hundredthsFrom(caahep), abhes: hundredthsFrom(abhes), none: hundredthsFrom(none) },
    }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_settings()}>
      <p className="s-hint">{m.training_settings_hint()}</p>
      <FieldNumber label={m.training_accreditor_caahep()} {...form.field('caahep')} required autoFocus />
      <FieldNumber label={m.training_accreditor_abhes()} {...form.field('abhes')} required />
      <FieldNumber label={m.training_accreditor_none()} {...form.field('none')} required />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
