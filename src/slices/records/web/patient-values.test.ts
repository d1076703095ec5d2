import { describe, expect, it } from 'vitest';
import type { PatientForm } from '../contract.ts';
import { formOf, valuesOf } from './patient-values.ts';

describe('the registration form as typed', () => {
  it('says nothing of what was not said', () => {
    const values = { ...valuesOf(undefined, 'ID'), name: ' Suharto ', sex: 'male', birthDate: '1945-08-17' };
    expect(formOf(values, 'ID')).toEqual({ name: 'Suharto', sex: 'male', birthDate: '1945-08-17' });
  });

  it('joins first and last name in the US and takes them apart again', () => {
    const values = { ...valuesOf(undefined, 'US'), name: 'Maria Elena', familyName: 'Garcia', sex: 'female' };
    const form = formOf(values, 'US');
    expect(form).toMatchObject({ name: 'Maria Elena Garcia', familyName: 'Garcia' });
    expect(valuesOf(form, 'US')).toMatchObject({ name: 'Maria Elena', familyName: 'Garcia' });
  });

  it('gives back every part of a full form', () => {
    const form: PatientForm = {
      name: 'Dewi Lestari',
      nickname: 'Wiwi',
      birthDate: '1990-08',
      sex: 'female',
      identifiers: { nik: '3171014508900002' },
      phone: '+6281234567890',
      mayLeaveMessage: false,
      interpreterNeeded: true,
      language: 'jv',
      address: { line: 'Jl. Melati 5', city: 'Depok' },
      guardian: { name: 'Ratna', relationship: 'mother', phone: '+6281311112222' },
      emergencyContact: { name: 'Agus', relationship: 'spouse' },
    };
    expect(formOf(valuesOf(form, 'ID'), 'ID')).toEqual(form);
  });

  it('sends a guardian that is begun, and not one of whom nothing is known', () => {
    const values = valuesOf(undefined, 'ID');
    expect(
      formOf({ ...values, guardian: { ...values.guardian, relationship: 'mother' } }, 'ID').guardian,
    ).toBeUndefined();
    expect(formOf({ ...values, guardian: { ...values.guardian, name: 'Rina' } }, 'ID').guardian).toEqual({
      name: 'Rina',
    });
  });

  it("a newborn without a name is sent as the mother's", () => {
    const values = {
      ...valuesOf(undefined, 'ID'),
      newborn: true,
      motherName: 'Siti',
      sex: 'male',
      birthDate: '2026-03-09',
    };
    expect(formOf(values, 'ID')).toEqual({
      newbornOf: { motherName: 'Siti' },
      sex: 'male',
      birthDate: '2026-03-09',
    });
  });
});
