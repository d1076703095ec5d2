import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLossless } from './json-text.ts';
import { operationOutcome } from './outcome.ts';
import { validateResource } from './validate.ts';

const pain = { coding: [{ system: 'http://snomed.info/sct', code: '22253000' }] };
const active = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
};
const patient = { resourceType: 'Patient', id: 'siti', name: [{ family: 'Siti' }] };
const observation = { resourceType: 'Observation', status: 'final', code: pain };
const appointment = {
  resourceType: 'Appointment',
  status: 'booked',
  participant: [{ actor: { reference: 'Patient/siti' }, status: 'accepted' }],
};
const div = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

/** `place key` of each error. */
function errors(resource: unknown): string[] {
  return validateResource(resource)
    .filter((issue) => issue.severity === 'error')
    .map((issue) => `${issue.expression} ${issue.key.replace('fhir_', '')}`);
}

const good: [string, unknown][] = [
  ['a patient', patient],
  ['a patient without anything', { resourceType: 'Patient' }],
  ['a birth date of the month only', { ...patient, birthDate: '1990-02' }],
  ['the leap day of a leap year', { ...patient, birthDate: '2024-02-29' }],
  [
    'an extension in the place of a value',
    { ...patient, _birthDate: { extension: [{ url: 'http://x/unknown', valueBoolean: true }] } },
  ],
  [
    'nulls that fill up an array beside extensions',
    {
      ...patient,
      name: [
        {
          given: ['A', null],
          _given: [{ id: 'g1' }, { extension: [{ url: 'http://x', valueCode: 'unknown' }] }],
        },
      ],
    },
  ],
  [
    'a decimal with its digits',
    parseLossless(
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10}}',
    ),
  ],
  [
    'a reference to a URL that names no type',
    { ...observation, subject: { reference: 'https://example.org/someone' } },
  ],
  [
    'a reference by UUID',
    { ...observation, subject: { reference: 'urn:uuid:d12004a7-5ed5-41ab-a8f2-0de5f0c98847' } },
  ],
  ['a contained resource', { ...observation, contained: [patient], subject: { reference: '#siti' } }],
  [
    'a contained resource that points back',
    {
      ...patient,
      contained: [
        {
          resourceType: 'Provenance',
          id: 'p',
          target: [{ reference: '#' }],
          recorded: '2026-03-10T09:00:00Z',
          agent: [{ who: { display: 'x' } }],
        },
      ],
    },
  ],
  [
    'a safe narrative',
    {
      ...patient,
      text: { status: 'generated', div: div('<p class="x">R&amp;D &#233; <b>yes</b><br/></p>') },
    },
  ],
  ['a period of one day', { ...patient, name: [{ period: { start: '2026-03-10', end: '2026-03-10' } }] }],
  ['a proposed appointment without times', { ...appointment, status: 'proposed' }],
  ['a leap second', { ...observation, issued: '2016-12-31T23:59:60Z' }],
];

const bad: [string, unknown, string[]][] = [
  ['no object', [], ['Resource object_expected']],
  ['no type', { id: '1' }, ['Resource resource_type_missing']],
  ['an unknown type', { resourceType: 'Pasien' }, ['Resource resource_type_unknown']],
  ['an abstract type', { resourceType: 'DomainResource' }, ['Resource resource_type_unknown']],
  [
    'the name of something every object has',
    { resourceType: 'constructor' },
    ['Resource resource_type_unknown'],
  ],
  ['an unknown element', { ...patient, nickname: 'Sit' }, ['Patient.nickname unknown_element']],
  [
    'an element that every object has',
    parseLossless('{"resourceType":"Patient","__proto__":1}'),
    ['Patient.__proto__ unknown_element'],
  ],
  [
    'an unknown element in a backbone',
    { ...patient, contact: [{ name: { text: 'x' }, kin: 1 }] },
    ['Patient.contact[0].kin unknown_element'],
  ],
  ['an object for a list', { ...patient, name: { family: 'Siti' } }, ['Patient.name array_expected']],
  ['a list for one value', { ...patient, birthDate: ['1990'] }, ['Patient.birthDate single_expected']],
  ['an empty list', { ...patient, name: [] }, ['Patient.name array_empty']],
  ['an empty object', { ...patient, name: [{}] }, ['Patient.name[0] empty_element']],
  ['text for an object', { ...patient, name: ['Siti'] }, ['Patient.name[0] object_expected']],
  ['null', { ...patient, birthDate: null }, ['Patient.birthDate null']],
  ['null in a list', { ...patient, name: [null] }, ['Patient.name[0] null']],
  [
    'more extensions than values',
    { ...patient, name: [{ given: ['A'], _given: [null, { id: 'x' }] }] },
    ['Patient.name[0].given array_lengths'],
  ],
  ['a missing element', { resourceType: 'Observation', status: 'final' }, ['Observation.code required']],
  [
    'a missing choice',
    {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/1' },
    },
    ['MedicationRequest.medication required'],
  ],
  [
    'a missing element of a backbone',
    { ...appointment, status: 'proposed', participant: [{ actor: { reference: 'Patient/siti' } }] },
    ['Appointment.participant[0].status required'],
  ],
  [
    'two types of one choice',
    { ...observation, valueString: 'x', valueInteger: 1 },
    ['Observation.value choice_doubled'],
  ],
  [
    'a type that the choice does not have',
    { ...observation, valueAddress: { city: 'Bogor' } },
    ['Observation.valueAddress unknown_element'],
  ],
  [
    'a day that the calendar lacks',
    { ...patient, birthDate: '2026-02-30' },
    ['Patient.birthDate primitive_no_such_day'],
  ],
  [
    'the leap day of a common year',
    { ...patient, birthDate: '1900-02-29' },
    ['Patient.birthDate primitive_no_such_day'],
  ],
  [
    'a time on such a day',
    { ...observation, effectiveDateTime: '2026-04-31T08:00:00Z' },
    ['Observation.effective.ofType(dateTime) primitive_no_such_day'],
  ],
  ['a date in another order', { ...patient, birthDate: '10-03-2026' }, ['Patient.birthDate primitive_date']],
  [
    'a time without its zone',
    { ...observation, effectiveDateTime: '2026-03-10T08:00:00' },
    ['Observation.effective.ofType(dateTime) primitive_zone_missing'],
  ],
  [
    'an instant without a time',
    { ...observation, issued: '2026-03-10' },
    ['Observation.issued primitive_instant'],
  ],
  ['an id with a blank', { ...patient, id: 'siti a' }, ['Patient.id primitive_id']],
  ['a code with two blanks', { ...observation, status: 'final  ' }, ['Observation.status primitive_code']],
  ['a code outside its closed list', { ...patient, gender: 'm' }, ['Patient.gender code_unknown']],
  [
    'a concept outside its closed list',
    { resourceType: 'Condition', subject: { reference: 'Patient/1' }, clinicalStatus: pain },
    ['Condition.clinicalStatus coding_unknown'],
  ],
  ['empty text', { ...patient, name: [{ family: '' }] }, ['Patient.name[0].family primitive_empty']],
  ['blank text', { ...patient, name: [{ family: ' \n' }] }, ['Patient.name[0].family primitive_blank']],
  [
    'a zero character',
    { ...patient, name: [{ family: 'a\u0000b' }] },
    ['Patient.name[0].family primitive_control_character'],
  ],
  [
    'half a character',
    { ...patient, name: [{ family: 'a\ud800b' }] },
    ['Patient.name[0].family primitive_surrogate'],
  ],
  ['text for a boolean', { ...patient, active: 'true' }, ['Patient.active primitive_boolean']],
  [
    'text for a number',
    { ...observation, valueInteger: '5' },
    ['Observation.value.ofType(integer) primitive_number'],
  ],
  [
    'decimals in a whole number',
    parseLossless('{"resourceType":"Patient","multipleBirthInteger":2.0}'),
    ['Patient.multipleBirth.ofType(integer) primitive_integer'],
  ],
  [
    'a whole number of 33 bits',
    { ...observation, valueInteger: 2147483648 },
    ['Observation.value.ofType(integer) primitive_integer_range'],
  ],
  [
    'rank zero',
    { ...patient, telecom: [{ system: 'phone', value: '1', rank: 0 }] },
    ['Patient.telecom[0].rank primitive_positive_integer'],
  ],
  [
    'a number too large to hold',
    parseLossless(
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1e400}}',
    ),
    ['Observation.value.ofType(Quantity).value primitive_number'],
  ],
  [
    'bad Base64',
    { ...patient, photo: [{ contentType: 'image/png', data: 'a.b=' }] },
    ['Patient.photo[0].data primitive_base64'],
  ],
  [
    'a URI with a blank',
    { ...patient, identifier: [{ system: 'http://x y' }] },
    ['Patient.identifier[0].system primitive_uri'],
  ],
  [
    'a reference of the wrong type',
    { ...observation, subject: { reference: 'Practitioner/1' } },
    ['Observation.subject.reference reference_type'],
  ],
  [
    'a URL of the wrong type',
    { ...observation, subject: { reference: 'https://x.org/fhir/Practitioner/1' } },
    ['Observation.subject.reference reference_type'],
  ],
  [
    'a reference to an unknown type',
    { ...observation, subject: { reference: 'Pasien/1' } },
    ['Observation.subject.reference reference_form'],
  ],
  [
    'a reference that says another type',
    { ...observation, subject: { reference: 'Patient/1', type: 'Group' } },
    ['Observation.subject.reference reference_type_other'],
  ],
  [
    'a reference to nothing contained',
    { ...observation, subject: { reference: '#x' } },
    ['Observation.subject.reference reference_contained'],
  ],
  [
    'a contained resource of the wrong type',
    { ...observation, contained: [{ resourceType: 'Practitioner', id: 'x' }], subject: { reference: '#x' } },
    ['Observation.subject.reference reference_type'],
  ],
  [
    'a contained resource that nothing uses',
    { ...observation, contained: [patient] },
    ['Observation.contained[0] contained_unused'],
  ],
  [
    'a contained resource in a contained one',
    { ...observation, contained: [{ ...patient, contained: [] }], subject: { reference: '#siti' } },
    ['Observation.contained[0].contained array_empty', 'Observation.contained[0] contained_nested'],
  ],
  [
    'a fault in a contained resource',
    { ...observation, contained: [{ ...patient, gender: 'm' }], subject: { reference: '#siti' } },
    ['Observation.contained[0].gender code_unknown'],
  ],
  [
    'an extension with value and extensions',
    {
      ...patient,
      extension: [{ url: 'http://x', valueString: 'a', extension: [{ url: 'http://y', valueString: 'b' }] }],
    },
    ['Patient.extension[0] extension_value'],
  ],
  [
    'an extension without either',
    { ...patient, extension: [{ url: 'http://x' }] },
    ['Patient.extension[0] extension_value'],
  ],
  [
    'an extension without a URL',
    { ...patient, extension: [{ valueString: 'a' }] },
    ['Patient.extension[0].url required'],
  ],
  [
    'a period that ends first',
    { ...patient, name: [{ period: { start: '2026-03', end: '2026-02-28' } }] },
    ['Patient.name[0].period period_backwards'],
  ],
  [
    'a range with its ends swapped',
    { ...observation, valueRange: { low: { value: 9 }, high: { value: 5 } } },
    ['Observation.value.ofType(Range) range_backwards'],
  ],
  ['a booked appointment without times', appointment, ['Appointment rule_app_3']],
  [
    'a start without an end',
    { ...appointment, start: '2026-03-10T02:00:00Z' },
    ['Appointment rule_app_2', 'Appointment rule_app_3'],
  ],
  [
    'a value and a reason for its absence',
    { ...observation, valueString: 'x', dataAbsentReason: pain },
    ['Observation rule_obs_6'],
  ],
  [
    'a value that belongs to a component',
    { ...observation, valueString: 'x', component: [{ code: pain, valueString: 'y' }] },
    ['Observation rule_obs_7'],
  ],
  [
    'a contact without any way to reach it',
    { ...patient, contact: [{ gender: 'male' }] },
    ['Patient.contact[0] rule_pat_1'],
  ],
  [
    'a unit code without its system',
    { ...observation, valueQuantity: { value: 1, code: 'kg' } },
    ['Observation.value.ofType(Quantity) rule_qty_3'],
  ],
  [
    'a comparator in a simple quantity',
    { ...observation, referenceRange: [{ low: { value: 1, comparator: '<' } }] },
    ['Observation.referenceRange[0].low rule_sqty_1'],
  ],
  [
    'an active condition that has abated',
    {
      resourceType: 'Condition',
      subject: { reference: 'Patient/1' },
      clinicalStatus: active,
      abatementDateTime: '2026',
    },
    ['Condition rule_con_4'],
  ],
  [
    'a home address of an organization',
    { resourceType: 'Organization', name: 'Klinik', address: [{ use: 'home', city: 'Bogor' }] },
    ['Organization.address[0] rule_org_2'],
  ],
  [
    'a rule without words of its own',
    {
      resourceType: 'StructureMap',
      url: 'http://x',
      name: 'X',
      status: 'draft',
      group: [
        {
          name: 'g',
          typeMode: 'none',
          input: [{ name: 's', mode: 'source' }],
          rule: [{ name: 'r', source: [{ context: 's' }], target: [{ element: 'e' }] }],
        },
      ],
    },
    ['StructureMap.group[0].rule[0].target[0] rule'],
  ],
  [
    'a script in the narrative',
    { ...patient, text: { status: 'generated', div: div('<script>x()</script>') } },
    ['Patient.text.div narrative_element'],
  ],
  [
    'a Bundle entry with a fault',
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { fullUrl: 'urn:uuid:d12004a7-5ed5-41ab-a8f2-0de5f0c98847', resource: { ...patient, gender: 'x' } },
      ],
    },
    ['Bundle.entry[0].resource.gender code_unknown'],
  ],
  [
    'a Bundle entry named by a relative URL',
    { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: 'Patient/siti', resource: patient }] },
    ['Bundle.entry[0].fullUrl full_url_relative'],
  ],
  [
    'a Bundle entry named as another resource',
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ fullUrl: 'https://x.org/Patient/budi', resource: patient }],
    },
    ['Bundle.entry[0].fullUrl full_url_other'],
  ],
  [
    'a transaction entry without a request',
    { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: patient }] },
    ['Bundle rule_bdl_3'],
  ],
  [
    'a contained reference across Bundle entries',
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { resource: { ...observation, contained: [patient], subject: { reference: '#siti' } } },
        { resource: { ...observation, subject: { reference: '#siti' } } },
      ],
    },
    ['Bundle.entry[1].resource.subject.reference reference_contained'],
  ],
];

describe('validation of a resource', () => {
  it.each(good)('accepts %s', (_, resource) => {
    expect(errors(resource)).toEqual([]);
  });

  it.each(bad)('refuses %s and names the place', (_, resource, expected) => {
    expect(errors(resource)).toEqual(expected);
  });

  it('only warns of a problem without a clinical status', () => {
    const category = {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' },
      ],
    };
    const issues = validateResource({
      resourceType: 'Condition',
      subject: { reference: 'Patient/1' },
      category: [category],
    });
    expect(issues).toMatchObject([{ severity: 'warning', key: 'fhir_rule_con_3' }]);
  });

  it('stops at a hundred issues', () => {
    const names = Array.from({ length: 5000 }, () => ({ family: '' }));
    expect(validateResource({ resourceType: 'Patient', name: names })).toHaveLength(100);
  });

  it('refuses a value of ten thousand levels without a crash', () => {
    let extension: object = { url: 'http://x', valueString: 'x' };
    for (let at = 0; at < 10_000; at++) extension = { url: 'http://x', extension: [extension] };
    expect(errors({ ...patient, extension: [extension] }).at(0)).toMatch(/too_deep$/);
  });

  it('never throws, whatever the value', () => {
    const names = fc.constantFrom(
      'resourceType',
      'id',
      'meta',
      'name',
      'contained',
      'extension',
      'value',
      '_value',
      'text',
      'entry',
      'x y',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('Patient', 'Bundle', 'Observation', '', '#', null, true, 1.5, 'http://x'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(names, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    const types = fc.constantFrom(
      'Patient',
      'Bundle',
      'Observation',
      'Questionnaire',
      'StructureDefinition',
      'Parameters',
    );
    fc.assert(
      fc.property(types, fc.dictionary(names, tree), (resourceType, members) => {
        expect(validateResource({ ...members, resourceType })).toBeInstanceOf(Array);
      }),
      { numRuns: 500 },
    );
  });

  it('says no value of the resource in an issue', () => {
    const issues = validateResource({
      ...patient,
      birthDate: 'rahasia',
      'rahasia sekali': 1,
      gender: 'rahasia',
    });
    expect(JSON.stringify(issues)).not.toContain('rahasia');
  });

  it('speaks the language that was asked for', () => {
    const [issue] = validateResource({ ...patient, birthDate: '2026-02-30' }, { language: 'id' });
    expect(issue?.details).toBe('Patient.birthDate adalah tanggal yang tidak ada di kalender.');
  });

  it('becomes an OperationOutcome that is itself valid', () => {
    const outcome = operationOutcome(validateResource({ ...patient, gender: 'm' }), 'en');
    expect(outcome.issue).toMatchObject([
      { severity: 'error', code: 'code-invalid', expression: ['Patient.gender'] },
    ]);
    expect(errors(outcome)).toEqual([]);
    expect(errors(operationOutcome([], 'id'))).toEqual([]);
  });
});
