import { expect, it } from 'vitest';
import type { Person, WebRoute, WebSlice } from '../slots/web-slice.ts';
import { homeOf, placeOf, placesFor } from './places.ts';

const load: WebRoute['load'] = () => Promise.reject(new Error('never drawn here'));
const person = (...actions: string[]): Person => ({
  staffId: '1',
  name: 'Ayu',
  roles: ['frontDesk'],
  holds: (action) => actions.includes(action),
});
const slices: WebSlice[] = [
  {
    routes: [
      {
        path: '/till',
        place: 'money',
        title: () => 'Till',
        action: 'bookkeeping.till',
        nav: { order: 2 },
        load,
      },
      {
        path: '/claims',
        place: 'money',
        title: () => 'Claims',
        action: 'insurance.claims',
        nav: { order: 1 },
        load,
      },
      { path: '/patients/$patientId', place: 'patients', title: () => 'Chart', load },
    ],
    home: [{ path: '/till', order: 5, when: (who) => who.holds('bookkeeping.till') }],
  },
];

it('A place that holds nothing for this person is absent', () => {
  expect(placesFor(person(), slices).map(({ place }) => place)).toEqual(['today']);
  expect(placesFor(person('bookkeeping.till'), slices).map(({ place, to }) => [place, to])).toEqual([
    ['today', '/today'],
    ['money', '/till'],
  ]);
});

it('A place opens its first screen', () => {
  const money = placesFor(person('bookkeeping.till', 'insurance.claims'), slices).find(
    (one) => one.place === 'money',
  );
  expect(money?.to).toBe('/claims');
  expect(money?.entries.map(({ path }) => path)).toEqual(['/claims', '/till']);
});

it('What stands under no heading comes before what stands under one', () => {
  const nav = (order: number, group?: string) => ({ order, ...(group && { group: () => group }) });
  const routes = [
    { path: '/people', title: () => 'People', nav: nav(1, 'Workforce'), load },
    { path: '/fees', title: () => 'Fees', nav: nav(2), load },
    { path: '/details', title: () => 'Details', nav: nav(1), load },
  ].map((one) => ({ ...one, place: 'clinic' as const }));
  const clinic = placesFor(person(), [{ routes }]).find(({ place }) => place === 'clinic');
  expect(clinic?.entries.map(({ path }) => path)).toEqual(['/details', '/fees', '/people']);
});

it('A screen with parameters belongs to its place', () => {
  expect(placeOf('/patients/123', slices)).toBe('patients');
  expect(placeOf('/nowhere', slices)).toBe('today');
});

it('Home is where her duties say, else Today', () => {
  expect(homeOf(person('bookkeeping.till'), slices)).toBe('/till');
  expect(homeOf(person(), slices)).toBe('/today');
});
