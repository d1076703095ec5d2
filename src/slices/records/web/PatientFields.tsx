import { m } from '#messages';
import { ageAt } from '#platform/shared/age.ts';
import type { Country } from '#platform/shared/languages.ts';
import { systemClock, today } from '#platform/shared/time.ts';
import { FieldAsked } from '#platform/web/form/FieldAsked.tsx';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldPhone, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { More } from '#platform/web/ui/More.tsx';
import type { IdentifierKind } from '../contract.ts';
import type { PatientValues } from './patient-values.ts';
import { countryOf, relationshipOptions, sexOptions, spokenLanguages } from './words.ts';

type Form = Pick<FormState<PatientValues>, 'values' | 'set' | 'at' | 'field'>;
const adultYears = 18;

/** The fields in the order in which people answer: who, when born, how to reach, where, which cards; the rest under More. */
export function PatientFields({ form }: { form: Form }) {
  const { clinic } = useMe();
  const country = countryOf(clinic);
  const age = ageAt(form.values.birthDate, today(systemClock, clinic.zone));
  const child = form.values.newborn || (age !== null && age.years < adultYears);
  return (
    <>
      <FieldSet legend={m.records_part_name()} columns={2}>
        <NameFields form={form} country={country} />
        <FieldDate
          label={m.records_field_birthDate()}
          {...form.field('birthDate')}
          past
          partial
          required={!form.values.birthDateUnknown}
        />
        <FieldChips label={m.records_field_sex()} {...form.field('sex')} options={sexOptions()} required />
        <FieldCheck
          label={m.records_field_newborn()}
          hint={m.records_field_newbornHint()}
          {...form.field('newborn')}
        />
        <FieldCheck
          label={m.records_field_birthDateNobodyKnows()}
          {...form.field('birthDateUnknown')}
          disabled={form.values.birthDate !== ''}
        />
      </FieldSet>
      {child && <GuardianFields form={form} />}
      <FieldSet legend={m.records_part_reach()} columns={2}>
        <FieldPhone label={m.records_field_phone()} {...form.field('phone')} />
        <FieldText label={m.records_field_email()} inputMode="email" {...form.field('email')} />
      </FieldSet>
      <AddressFields form={form} country={country} />
      <IdentifierFields form={form} country={country} newborn={form.values.newborn} />
      <EmergencyFields form={form} />
      <More>
        <MoreFields form={form} country={country} />
        {!child && <GuardianFields form={form} />}
      </More>
    </>
  );
}

function NameFields({ form, country }: { form: Form; country: Country }) {
  const { newborn } = form.values;
  const mother = (
    <FieldText
      label={m.records_field_motherName()}
      {...form.field('motherName')}
      error={form.at('newbornOf.motherName').error}
      required
    />
  );
  if (country === 'US') {
    return (
      <>
        <FieldText
          label={m.records_field_firstNames()}
          {...form.field('name')}
          required={!newborn}
          autoFocus
          maxLength={150}
        />
        <FieldText label={m.records_field_familyName()} {...form.field('familyName')} maxLength={100} />
        {newborn && mother}
      </>
    );
  }
  return (
    <>
      <FieldText
        label={m.records_field_wholeName()}
        {...form.field('name')}
        required={!newborn}
        autoFocus
        maxLength={200}
      />
      {newborn && mother}
    </>
  );
}

function GuardianFields({ form }: { form: Form }) {
  return (
    <FieldSet legend={m.records_part_guardian()} columns={3}>
      <FieldText label={m.records_field_guardianName()} {...form.at<string>('guardian.name')} />
      <FieldSelect
        label={m.records_field_guardianRelationship()}
        {...form.at<string>('guardian.relationship')}
        options={relationshipOptions()}
        clearable
      />
      <FieldPhone label={m.records_field_guardianPhone()} {...form.at<string>('guardian.phone')} />
    </FieldSet>
  );
}

function EmergencyFields({ form }: { form: Form }) {
  return (
    <FieldSet legend={m.records_part_emergency()} columns={3}>
      <FieldText label={m.records_field_contactName()} {...form.at<string>('emergencyContact.name')} />
      <FieldSelect
        label={m.records_field_relationship()}
        {...form.at<string>('emergencyContact.relationship')}
        options={relationshipOptions()}
        clearable
      />
      <FieldPhone label={m.records_field_contactPhone()} {...form.at<string>('emergencyContact.phone')} />
    </FieldSet>
  );
}

function AddressFields({ form, country }: { form: Form; country: Country }) {
  const part = (name: keyof PatientValues['address']) => form.at<string>(`address.${name}`);
  if (country === 'US') {
    return (
      <FieldSet legend={m.records_part_address()} columns={4}>
        <FieldText label={m.records_field_street()} {...part('line')} />
        <FieldText label={m.records_field_city()} {...part('city')} />
        <FieldText label={m.records_field_state()} {...part('state')} maxLength={2} />
        <FieldText label={m.records_field_zip()} inputMode="numeric" {...part('postalCode')} />
      </FieldSet>
    );
  }
  return (
    <FieldSet legend={m.records_part_address()} columns={4}>
      <FieldText label={m.records_field_street()} {...part('line')} />
      <FieldText label={m.records_field_rt()} inputMode="numeric" {...part('rt')} maxLength={3} />
      <FieldText label={m.records_field_rw()} inputMode="numeric" {...part('rw')} maxLength={3} />
      <FieldText label={m.records_field_village()} {...part('village')} />
      <FieldText label={m.records_field_subdistrict()} {...part('subdistrict')} />
      <FieldText label={m.records_field_regency()} {...part('city')} />
      <FieldText label={m.records_field_province()} {...part('state')} />
      <FieldText label={m.records_field_postalCode()} inputMode="numeric" {...part('postalCode')} />
    </FieldSet>
  );
}

function IdentifierFields({ form, country, newborn }: { form: Form; country: Country; newborn: boolean }) {
  const number = (kind: IdentifierKind, label: string) => (
    <FieldText key={kind} label={label} {...form.at<string>(`identifiers.${kind}`)} />
  );
  return (
    <FieldSet legend={m.records_part_cards()} columns={4}>
      {country === 'ID'
        ? [
            newborn ? number('motherNik', m.records_id_motherNik()) : number('nik', m.records_id_nik()),
            number('kk', m.records_id_kk()),
            number('bpjs', m.records_id_bpjs()),
            number('passport', m.records_id_passport()),
          ]
        : [
            number('ssn', m.records_id_ssn()),
            number('mbi', m.records_id_mbi()),
            number('driverLicense', m.records_id_driverLicense()),
            number('passport', m.records_id_passport()),
          ]}
    </FieldSet>
  );
}

function MoreFields({ form, country }: { form: Form; country: Country }) {
  const languages = spokenLanguages.map(({ value, label }) => ({ value, label }));
  return (
    <FieldSet legend={m.records_part_speech()} columns={2}>
      <FieldSelect
        label={m.records_field_spokenLanguage()}
        {...form.field('language')}
        options={languages}
        clearable
      />
      <FieldAsked label={m.records_field_interpreter()} {...form.field('interpreterNeeded')} />
      <FieldText label={m.records_field_nickname()} {...form.field('nickname')} />
      <FieldPhone label={m.records_field_otherPhone()} {...form.field('otherPhone')} />
      <FieldChips
        label={m.records_field_contactBy()}
        {...form.field('contactBy')}
        options={[
          { value: 'phone', label: m.records_contact_phone() },
          { value: 'sms', label: m.records_contact_sms() },
          { value: 'email', label: m.records_contact_email() },
        ]}
      />
      <FieldAsked label={m.records_field_mayLeaveMessage()} {...form.field('mayLeaveMessage')} />
      {country === 'ID' && (
        <FieldText label={m.records_field_familyNameIfAny()} {...form.field('familyName')} />
      )}
    </FieldSet>
  );
}
