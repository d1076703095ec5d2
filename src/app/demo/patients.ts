import type { PatientForm } from '#slices/records/contract.ts';
import type { DemoClinic } from './clinics.ts';
import { type Dice, dice } from './dice.ts';
import { american, indonesian } from './names.ts';

/** How many people a demo clinic knows beside its hard cases. */
const ordinaryPatients = 290;

/** A patient of the demo, and what else is known of her. */
export interface DemoPatient {
  form: PatientForm;
  allergies: 'notAsked' | 'none' | 'listed';
  /** Leaves an unpaid balance behind. */
  owes?: boolean;
}

/**
 * The people of a demo clinic: the hard cases first (one-word names, twins, look-alikes, a child with a guardian, no
 * identity number, allergies not asked, a balance), then ordinary ones. The same at every first start of a day.
 */
export function demoPatients(clinic: DemoClinic, today: string): DemoPatient[] {
  const chance = dice(clinic.country === 'ID' ? 20_260_309 : 20_260_310);
  const year = Number(today.slice(0, 4));
  const hard = clinic.country === 'ID' ? hardIndonesian(year) : hardAmerican(year);
  const ordinary = Array.from({ length: ordinaryPatients }, (_, place) =>
    ordinaryPatient(clinic, chance, place, year),
  );
  return [...hard, ...ordinary];
}

function ordinaryPatient(clinic: DemoClinic, chance: Dice, place: number, year: number): DemoPatient {
  const names = clinic.country === 'ID' ? indonesian : american;
  const sex = chance.chance(55) ? 'female' : 'male';
  const family = chance.pick(names.family);
  const given = chance.pick(names[sex]);
  const born = year - (chance.chance(12) ? 1 + chance.roll(14) : 18 + chance.roll(62));
  const birthDate = `${born}-${two(1 + chance.roll(12))}-${two(1 + chance.roll(28))}`;
  const number = 1 + chance.roll(90);
  const child = year - born < 18;
  const form: PatientForm = {
    name: `${given} ${family}`,
    // a family name is stated where people have one; in Indonesia the last word often is none
    ...(clinic.country === 'US' && { familyName: family }),
    birthDate,
    sex,
    phone: phoneOf(clinic, place),
    address:
      clinic.country === 'ID'
        ? {
            line: `${chance.pick(names.streets)} No. ${number}`,
            rt: '003',
            rw: '005',
            city: chance.pick(names.cities),
          }
        : {
            line: `${number} ${chance.pick(names.streets)}`,
            city: chance.pick(names.cities),
            state: 'NY',
            postalCode: '11231',
          },
    language: clinic.language,
    ...(clinic.country === 'ID' &&
      chance.chance(85) && { identifiers: { nik: nikOf(birthDate, sex, place) } }),
    ...(child && {
      guardian: { name: `${chance.pick(names.female)} ${family}`, relationship: 'mother' as const },
    }),
  };
  const asked = chance.roll(100);
  return {
    form,
    allergies: asked < 15 ? 'notAsked' : asked < 85 ? 'none' : 'listed',
    owes: place % 60 === 7,
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Numbers kept free for examples where there are such, and never the same twice. */
function phoneOf(clinic: DemoClinic, place: number): string {
  const last = String(1000 + place);
  return clinic.country === 'ID' ? `0812-9000-${last}` : `(718) 555-${last}`;
}

/** A well-formed NIK: region 317401, date of birth (day + 40 for women), serial. */
function nikOf(birthDate: string, sex: 'female' | 'male', place: number): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const shown = Number(day) + (sex === 'female' ? 40 : 0);
  return `317401${two(shown)}${month}${year.slice(2)}${String(place + 1).padStart(4, '0')}`;
}

function hardIndonesian(year: number): DemoPatient[] {
  const language = 'id';
  const mother = { name: 'Wulandari', relationship: 'mother', phone: '0813-8000-2001' } as const;
  const twin = (name: string): DemoPatient => ({
    form: {
      name,
      birthDate: `${year - 6}-04-12`,
      sex: 'female',
      phone: '0813-8000-2001',
      guardian: mother,
      language,
    },
    allergies: 'none',
  });
  return [
    {
      form: { name: 'Suharto', birthDate: '1945-08-17', sex: 'male', phone: '0813-8000-1001', language },
      allergies: 'notAsked',
    },
    {
      form: {
        name: 'Wulandari',
        birthDate: '1988-05-05',
        sex: 'female',
        phone: '0813-8000-2001',
        identifiers: { nik: '3174014505880001' },
        language,
      },
      allergies: 'listed',
    },
    twin('Anisa Wulandari'),
    twin('Alifa Wulandari'),
    {
      form: {
        name: 'Muhammad Rizki',
        birthDate: '1990-08-05',
        sex: 'male',
        phone: '0813-8000-3001',
        language,
      },
      allergies: 'none',
      owes: true,
    },
    {
      form: {
        name: 'Mohamad Riski',
        birthDate: '1991-05-08',
        sex: 'male',
        phone: '0813-8000-3002',
        language,
      },
      allergies: 'none',
    },
    {
      form: {
        newbornOf: { motherName: 'Siti Aminah' },
        birthDate: `${year}-01-20`,
        sex: 'male',
        guardian: { name: 'Siti Aminah', relationship: 'mother' },
        language,
      },
      allergies: 'notAsked',
    },
    { form: { name: 'Oey Tjoan Liong', birthDate: '1952', sex: 'male', language }, allergies: 'notAsked' },
    {
      form: {
        name: 'Raden Ajeng Kusumaningrum Sastrowardoyo Notonegoro',
        birthDate: '1960-12-31',
        sex: 'female',
        language,
      },
      allergies: 'none',
    },
    {
      form: {
        name: 'John Tanaka',
        birthDate: '1979-11-02',
        sex: 'male',
        identifiers: { passport: 'TK1234567' },
        language: 'en',
        interpreterNeeded: true,
      },
      allergies: 'none',
    },
  ];
}

function hardAmerican(year: number): DemoPatient[] {
  const language = 'en';
  const father = { name: 'Daniel Rivera', relationship: 'father', phone: '(718) 555-0201' } as const;
  const twin = (name: string): DemoPatient => ({
    form: {
      name,
      familyName: 'Rivera',
      birthDate: `${year - 5}-06-14`,
      sex: 'male',
      phone: '(718) 555-0201',
      guardian: father,
      language,
    },
    allergies: 'none',
  });
  return [
    {
      form: { name: 'Cher', birthDate: '1946-05-20', sex: 'female', phone: '(718) 555-0101', language },
      allergies: 'notAsked',
    },
    {
      form: {
        name: 'Daniel Rivera',
        familyName: 'Rivera',
        birthDate: '1986-03-02',
        sex: 'male',
        phone: '(718) 555-0201',
        language,
      },
      allergies: 'listed',
    },
    twin('Mateo Rivera'),
    twin('Marco Rivera'),
    {
      form: {
        name: 'Catherine Johnson',
        familyName: 'Johnson',
        birthDate: '1990-08-05',
        sex: 'female',
        phone: '(718) 555-0301',
        language,
      },
      allergies: 'none',
      owes: true,
    },
    {
      form: {
        name: 'Katherine Johnsen',
        familyName: 'Johnsen',
        birthDate: '1990-05-08',
        sex: 'female',
        phone: '(718) 555-0302',
        language,
      },
      allergies: 'none',
    },
    {
      form: {
        newbornOf: { motherName: 'Rosa Diaz' },
        birthDate: `${year}-02-03`,
        sex: 'female',
        guardian: { name: 'Rosa Diaz', relationship: 'mother' },
        language: 'es',
      },
      allergies: 'notAsked',
    },
    {
      form: {
        name: 'Nguyen Van An',
        birthDate: '1958',
        sex: 'male',
        language: 'vi',
        interpreterNeeded: true,
      },
      allergies: 'notAsked',
    },
    {
      form: {
        name: 'Alexandria Montgomery-Featherstonehaugh',
        familyName: 'Montgomery-Featherstonehaugh',
        birthDate: '1971-12-31',
        sex: 'female',
        language,
      },
      allergies: 'none',
    },
    {
      form: {
        name: 'Budi Santoso',
        birthDate: '1983-04-09',
        sex: 'male',
        language: 'id',
        phone: '(718) 555-0401',
      },
      allergies: 'none',
    },
  ];
}
