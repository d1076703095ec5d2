/*
 * Names that mean the same substance or the same family, in both languages, so that "penisilin" in a chart meets
 * "amoxicillin" on a prescription. It compares words and knows no pharmacology beyond these lists: what it does not
 * name it does not find, and the screen says so.
 */

const families: readonly (readonly string[])[] = [
  [
    'penicillin',
    'penisilin',
    'amoxicillin',
    'amoksisilin',
    'amoxicilin',
    'amoxil',
    'ampicillin',
    'ampisilin',
    'clavulanate',
    'klavulanat',
    'augmentin',
    'cloxacillin',
    'kloksasilin',
    'dicloxacillin',
    'benzathine',
    'piperacillin',
  ],
  [
    'cephalosporin',
    'sefalosporin',
    'cefadroxil',
    'sefadroksil',
    'cefixime',
    'sefiksim',
    'cephalexin',
    'sefaleksin',
    'cefuroxime',
    'ceftriaxone',
    'seftriakson',
  ],
  [
    'sulfa',
    'sulfonamide',
    'sulfonamida',
    'cotrimoxazole',
    'kotrimoksazol',
    'sulfamethoxazole',
    'sulfametoksazol',
    'bactrim',
    'sulfasalazine',
    'sulfadiazine',
  ],
  [
    'nsaid',
    'oains',
    'ibuprofen',
    'naproxen',
    'naproksen',
    'diclofenac',
    'diklofenak',
    'aspirin',
    'asetosal',
    'mefenamic',
    'mefenamat',
    'ketorolac',
    'ketorolak',
    'meloxicam',
    'meloksikam',
    'piroxicam',
    'piroksikam',
    'celecoxib',
  ],
  ['paracetamol', 'parasetamol', 'acetaminophen', 'asetaminofen', 'tylenol', 'panadol', 'sanmol'],
  [
    'macrolide',
    'makrolida',
    'azithromycin',
    'azitromisin',
    'erythromycin',
    'eritromisin',
    'clarithromycin',
    'klaritromisin',
  ],
  [
    'quinolone',
    'kuinolon',
    'ciprofloxacin',
    'siprofloksasin',
    'levofloxacin',
    'levofloksasin',
    'ofloxacin',
    'ofloksasin',
    'moxifloxacin',
  ],
  ['tetracycline', 'tetrasiklin', 'doxycycline', 'doksisiklin', 'minocycline'],
  ['opioid', 'codeine', 'kodein', 'tramadol', 'morphine', 'morfin', 'hydrocodone', 'oxycodone'],
  ['statin', 'simvastatin', 'atorvastatin', 'rosuvastatin', 'pravastatin'],
  ['ace inhibitor', 'captopril', 'kaptopril', 'lisinopril', 'enalapril', 'ramipril'],
  ['lidocaine', 'lidokain', 'lignocaine', 'anestesi lokal', 'local anaesthetic', 'bupivacaine'],
  ['metamizole', 'metamizol', 'antalgin', 'dipyrone', 'novalgin'],
  ['insulin', 'glargine', 'aspart', 'lispro'],
  ['metronidazole', 'metronidazol'],
  ['iodine', 'iodium', 'povidone', 'povidon', 'betadine'],
];

/** Cephalosporins are asked about in penicillin allergy as well: cross reactions happen, so a person must decide. */
const related: readonly (readonly [number, number])[] = [[0, 1]];

/**
 * Allergies, as recorded in words, that speak of the medicine or of its family.
 * @param medicine drug name as written on the line, with what it is known by besides
 * @param allergies recorded substances
 * @returns those that match, as recorded
 */
export function matchingAllergies(medicine: string, allergies: readonly string[]): string[] {
  const ordered = wordsOf(medicine);
  const orderedFamilies = familiesOf(ordered);
  return allergies.filter((allergy) => {
    const recorded = wordsOf(allergy);
    // short words and forms ("obat", "tab", "mg") say nothing about the substance
    if (recorded.some((word) => word.length >= 5 && !generic.has(word) && ordered.includes(word)))
      return true;
    return familiesOf(recorded).some((family) => orderedFamilies.includes(family));
  });
}

const generic = new Set([
  'tablet',
  'capsule',
  'kapsul',
  'sirup',
  'syrup',
  'drops',
  'tetes',
  'cream',
  'salep',
  'allergy',
  'alergi',
  'medicine',
  'injection',
  'injeksi',
  'sodium',
  'natrium',
  'acid',
]);

function familiesOf(words: readonly string[]): number[] {
  const text = ` ${words.join(' ')} `;
  const found = families.flatMap((names, index) =>
    names.some((name) => text.includes(` ${name} `)) ? [index] : [],
  );
  const beside = related.flatMap(([one, other]) =>
    found.includes(one) ? [other] : found.includes(other) ? [one] : [],
  );
  return [...new Set([...found, ...beside])];
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
