import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MatchPerson, scoreMatch, similarity } from './matching.ts';

const siti: MatchPerson = {
  name: 'Siti Rahmawati',
  birthDate: '1990-08-05',
  sex: 'female',
  phone: '+6281234567890',
  address: 'Jl. Melati No. 5, Gambir',
};
const nik = (value: string) => ({ system: 'https://fhir.kemkes.go.id/id/nik', value });

function compare(changes: Partial<MatchPerson>, base: MatchPerson = siti) {
  return scoreMatch({ ...base, ...changes }, base);
}

describe('similarity of names', () => {
  test('is symmetric, between 0 and 1, and 1 for the same name', () => {
    const word = fc.constantFrom(
      'Siti',
      'Moh',
      'Muhammad',
      'Rahmawati',
      'Budi',
      'Soekarno',
      'Hasan',
      'Husin',
      'Mary',
      'X',
    );
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (left, right) => {
        const alike = similarity(left, right);
        expect(alike).toBeCloseTo(similarity(right, left), 12);
        expect(alike >= 0 && alike <= 1 + 1e-9).toBe(true);
        expect(similarity(left, left)).toBeCloseTo(1, 12);
      }),
    );
  });

  test.each([
    ['Muhammad Rizki', 'Moh. Rizky', 0.97],
    ['Soekarno', 'Sukarno', 0.97],
    ['Djoko Susilo', 'Joko Susilo', 0.97],
    ['Rahmawati Siti', 'Siti Rahmawati', 0.97],
    ['Budi Santoso', 'Budi Santosa', 0.9],
    ['Siti Nur Rahmawati', 'Siti Rahmawati', 0.85],
  ])('%s is close to %s', (left, right, least) => {
    expect(similarity(left, right)).toBeGreaterThanOrEqual(least);
  });

  test('different names are far apart', () => {
    expect(similarity('Suharto', 'Aminah')).toBeLessThan(0.6);
    expect(similarity('', 'Aminah')).toBe(0);
  });
});

describe('scoreMatch proposes the same person', () => {
  test('for the same person in another spelling', () => {
    expect(compare({ name: 'Siti Rachmawatie' })).toMatchObject({ verdict: 'same' });
    const rizki = { ...siti, name: 'Muhammad Rizki', sex: 'male' };
    expect(compare({ name: 'M. Rizky' }, rizki)).toMatchObject({ verdict: 'same' });
    expect(compare({}).score).toBeCloseTo(1, 12);
  });

  test('when day and month of birth are swapped or one digit is wrong, and says so', () => {
    const swapped = compare({ birthDate: '1990-05-08' });
    expect(swapped.verdict).toBe('same');
    expect(swapped.reasons).toContain('birthDateSwapped');
    const digit = compare({ birthDate: '1990-08-06' });
    expect(digit.verdict).toBe('same');
    expect(digit.reasons).toContain('birthDateOneDigit');
  });

  test('for an equal NIK unless name and birth date both contradict it', () => {
    const identifiers = [nik('3171014508900002')];
    expect(compare({ name: 'Siti R', identifiers }, { ...siti, identifiers })).toMatchObject({
      verdict: 'same',
    });
    const conflict = compare(
      { name: 'Joko', birthDate: '1972-01-31', identifiers },
      { ...siti, identifiers },
    );
    expect(conflict.verdict).toBe('review');
    expect(conflict.reasons).toContain('identifierConflict');
  });
});

describe('scoreMatch leaves to a person', () => {
  test('a changed family name', () => {
    const mary = { ...siti, name: 'Mary Smith', familyName: 'Smith' };
    const result = compare({ name: 'Mary Jones', familyName: 'Jones' }, mary);
    expect(result.verdict).toBe('review');
    expect(result.reasons).toContain('familyNameChanged');
  });

  test('a changed family name where nothing but the birth date is known', () => {
    const { phone: _, address: __, ...born } = siti;
    const omar = { ...born, name: 'Omar Shapiro', familyName: 'Shapiro' };
    expect(scoreMatch({ ...born, name: 'Omar Moore', familyName: 'Moore' }, omar).verdict).toBe('review');
  });

  test('a slip in the birth date and one in the name', () => {
    const { phone: _, address: __, ...born } = siti;
    const result = scoreMatch({ ...born, name: 'Siti Rahmawatti', birthDate: '1990-08-06' }, born);
    expect(result.verdict).not.toBe('different');
  });

  test('another number of the same card system', () => {
    const result = compare(
      { identifiers: [nik('3171014508900003')] },
      { ...siti, identifiers: [nik('3171014508900002')] },
    );
    expect(result.verdict).toBe('review');
    expect(result.reasons).toContain('identifierDifferent');
  });

  test('a year of birth only, with another phone', () => {
    expect(compare({ birthDate: '1990', phone: '+6281999999999' }).verdict).toBe('review');
  });

  test('the other sex', () => {
    expect(compare({ sex: 'male' }).verdict).toBe('review');
  });
});

describe('scoreMatch calls different', () => {
  test.each([
    ['Hasan Basri', 'Husin Basri'],
    ['Muhammad Hasan', 'Muhammad Husein'],
    ['Siti Aminah', 'Siti Fatimah'],
    ['Hasan', 'Husin'],
    ['Dewi Anggraini', 'Dewa Anggraini'],
  ])('the twins %s and %s: same birth date, family and phone', (left, right) => {
    const result = scoreMatch({ ...siti, name: left }, { ...siti, name: right });
    expect(result.reasons).toContain('siblingLikely');
    expect(result.verdict).toBe('different');
  });

  // in a clinic of 100,000 some 140 charts are a digit away from any birth date, and 5 have the same one
  test.each([
    ['William Graham', 'David Graham', '1990-08-06'],
    ['Tuti Kartono', 'Sulastri Laksono', '1990-08-06'],
    ['Rizki Manurung', 'Arif Tanjung', '1990-05-08'],
    ['Indah Tanjung', 'Lina Fauzi', '1990'],
    ['Daniel Barnes', 'Luis Martinez', '1990-08-05'],
    ['Qhwzkxa Brwnmes', 'Barbara Barnes', '1990-08-06'],
  ])('%s and %s, born %s and 1990-08-05', (left, right, birthDate) => {
    const { name: _, phone: __, address: ___, ...born } = siti;
    expect(scoreMatch({ ...born, birthDate, name: left }, { ...born, name: right }).verdict).toBe(
      'different',
    );
  });

  test('the same name alone', () => {
    expect(scoreMatch({ name: 'Siti Rahmawati' }, { name: 'Siti Rahmawati' }).verdict).toBe('different');
  });

  test('father and son of one name', () => {
    expect(compare({ birthDate: '1962-03-21' }).verdict).toBe('different');
  });

  test('strangers born on one day', () => {
    expect(compare({ name: 'Agus Wibowo', sex: 'male', phone: '+6281311112222' }).verdict).toBe('different');
  });
});

test('the score does not depend on which record comes first', () => {
  const field = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const person = fc.record({
    name: fc.constantFrom('Siti Aminah', 'Siti Fatimah', 'Moh. Ali', 'Muhammad Ali', 'Suharto', 'Ali'),
    birthDate: field(fc.constantFrom('1990-08-05', '1990-05-08', '1990', '1972-01-31')),
    sex: field(fc.constantFrom('male', 'female', 'unknown')),
    phone: field(fc.constantFrom('+6281234567890', '+6281999999999')),
    address: field(fc.constantFrom('Jl. Melati 5', 'Jl. Mawar 12')),
  });
  fc.assert(
    fc.property(person, person, (left, right) => {
      const [there, back] = [scoreMatch(left, right), scoreMatch(right, left)];
      expect(there.score).toBeCloseTo(back.score, 9);
      expect(there.score >= 0 && there.score <= 1 + 1e-9).toBe(true);
    }),
  );
});
