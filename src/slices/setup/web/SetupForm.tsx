import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldPassword, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { More } from '#platform/web/ui/More.tsx';
import { placesIn } from '#slices/workforce/contract.ts';
import { setup } from '../contract.ts';
import { countries, slugOf } from '../shared/countries.ts';

type Country = keyof typeof countries;

const initialOf = (code: string, country: Country) => ({
  code,
  clinic: {
    name: '',
    slug: '',
    country,
    place: placesIn(country)[0] ?? '',
    zone: zoneHere(country),
    currency: countries[country].currency,
    language: countries[country].language,
  },
  person: { name: '', login: '', password: '', alsoPhysician: false, licence: '' },
});

/** The clinic and its first person, in the order in which one would say it. */
export function SetupForm(props: {
  code: string;
  /** @param network other devices are to reach it too */
  onOpened: (language: 'en' | 'id', network: boolean) => void;
}) {
  const language = useLanguage();
  const [ownSlug, setOwnSlug] = useState(false);
  const [network, setNetwork] = useState(false);
  const form = useForm(setup, 'openClinic', {
    initial: initialOf(props.code, language === 'id' ? 'ID' : 'US'),
    onDone: (opened) => props.onOpened(opened.language, network),
  });
  const { clinic } = form.values;
  const { country } = clinic;
  const chooseCountry = (chosen: string) => {
    const to = chosen as Country;
    const { currency, language: spoken } = countries[to];
    const [place = ''] = placesIn(to);
    form.set('clinic', { ...clinic, country: to, place, zone: zoneHere(to), currency, language: spoken });
  };
  const nameClinic = (name: string) =>
    form.set('clinic', { ...clinic, name, ...(!ownSlug && { slug: slugOf(name) }) });
  const needsCode = props.code === '' || form.problem?.code === 'setup.codeWrong';
  return (
    <Form form={form}>
      <h1>{m.setup_page_title()}</h1>
      <p className="su-intro">{m.setup_page_intro()}</p>
      {needsCode && (
        <FieldText
          label={m.setup_page_code()}
          hint={m.setup_page_codeHint()}
          {...form.at<string>('code')}
          required
          autoFocus
        />
      )}
      <FieldSet legend={m.setup_page_clinic()}>
        <FieldText
          label={m.setup_page_name()}
          {...form.at<string>('clinic.name')}
          onChange={nameClinic}
          required
          autoFocus={!needsCode}
        />
        <FieldChips
          label={m.setup_page_country()}
          {...form.at<string>('clinic.country')}
          hint={m.setup_page_countryHint()}
          onChange={chooseCountry}
          options={[
            { value: 'ID', label: m.setup_page_countryID() },
            { value: 'US', label: m.setup_page_countryUS() },
          ]}
        />
        {placesIn(country).length > 1 && (
          <FieldSelect
            label={m.setup_page_place()}
            hint={m.setup_page_placeHint()}
            {...form.at<string>('clinic.place')}
            options={placesIn(country).map((place) => ({ value: place, label: placeWords(place) }))}
          />
        )}
        <FieldSelect
          label={m.setup_page_zone()}
          {...form.at<string>('clinic.zone')}
          options={countries[country].zones.map((zone) => ({
            value: zone,
            label: zoneWords(zone, language),
          }))}
          required
        />
        <FieldChips
          label={m.setup_page_language()}
          {...form.at<string>('clinic.language')}
          options={[
            { value: 'id', label: 'Bahasa Indonesia' },
            { value: 'en', label: 'English' },
          ]}
        />
      </FieldSet>
      <FieldSet legend={m.setup_page_you()}>
        <FieldText
          label={m.setup_page_yourName()}
          hint={m.setup_page_yourNameHint()}
          {...form.at<string>('person.name')}
          required
        />
        <FieldText
          label={m.setup_page_login()}
          hint={m.setup_page_loginHint()}
          {...form.at<string>('person.login')}
          required
        />
        <FieldPassword
          label={m.setup_page_password()}
          hint={m.setup_page_passwordHint()}
          {...form.at<string>('person.password')}
          newPassword
          required
        />
        <div className="su-physician">
          <FieldCheck label={m.setup_page_alsoPhysician()} {...form.at<boolean>('person.alsoPhysician')} />
          {form.values.person.alsoPhysician && (
            <FieldText
              label={country === 'US' ? m.setup_page_licenceNpi() : m.setup_page_licenceSip()}
              {...form.at<string>('person.licence')}
            />
          )}
        </div>
      </FieldSet>
      <FieldCheck
        label={m.setup_page_network()}
        hint={m.setup_page_networkHint()}
        value={network}
        onChange={setNetwork}
      />
      <More open={form.errors['clinic.slug'] !== undefined}>
        <FieldSet legend={m.setup_page_clinic()}>
          <FieldText
            label={m.setup_page_slug()}
            hint={m.setup_page_slugHint()}
            {...form.at<string>('clinic.slug')}
            onChange={(slug) => {
              setOwnSlug(true);
              form.set('clinic.slug', slug);
            }}
            required
          />
          <FieldChips
            label={m.setup_page_currency()}
            {...form.at<string>('clinic.currency')}
            options={[
              { value: 'IDR', label: 'IDR' },
              { value: 'USD', label: 'USD' },
            ]}
          />
        </FieldSet>
      </More>
      <SaveBar form={form} label={m.setup_page_open()} />
    </Form>
  );
}

const states: Record<string, () => string> = {
  'US-CA': m.scope_place_US_CA,
  'US-NY': m.scope_place_US_NY,
  'US-WA': m.scope_place_US_WA,
};

function placeWords(place: string): string {
  return states[place]?.() ?? m.setup_page_placeOther();
}

/** This machine's own zone where the country has it, else the one with the most people. */
function zoneHere(country: Country): string {
  const { zones } = countries[country];
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zones.find((zone) => zone === here) ?? zones[0] ?? '';
}

/** `Jakarta, WIB (GMT+7)` */
function zoneWords(zone: string, language: 'en' | 'id'): string {
  const name = (style: 'shortGeneric' | 'shortOffset') =>
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-US', { timeZone: zone, timeZoneName: style })
      .formatToParts()
      .find((part) => part.type === 'timeZoneName')?.value ?? '';
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  const [generic, offset] = [name('shortGeneric'), name('shortOffset')];
  return generic === offset || generic === '' ? `${place} (${offset})` : `${place}, ${generic} (${offset})`;
}
