import { expect, it } from 'vitest';
import { z } from 'zod';
import { missingFields } from './missing-fields.ts';

const schema = z.object({
  name: z.string().min(3),
  birthDate: z.string(),
  note: z.string().optional(),
  address: z.object({ city: z.string() }).optional(),
});

it('Names the required fields that were left out, and judges nothing that was typed', () => {
  expect(missingFields(schema, { name: 'Al' })).toEqual(['birthDate']);
  expect(missingFields(schema, { name: 'Al', birthDate: 'x', address: {} })).toEqual(['address.city']);
  expect(missingFields(schema, { name: 'Al', birthDate: 'x' })).toEqual([]);
});
