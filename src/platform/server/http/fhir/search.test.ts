import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, type TestHttp } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
let token: string;
beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
  token = await http.client(['system/*.cruds']);
  for (const one of [
    { resourceType: 'Patient', id: 'siti', name: [{ family: 'Rahayu', given: ['Siti'] }], gender: 'female' },
    { resourceType: 'Patient', id: 'jose', name: [{ family: 'Pérez', given: ['José'] }], gender: 'male' },
    ...[1, 2, 3, 4, 5].map((day) => weight(`weight-${day}`, 'siti', `2026-03-0${day}`, `7${day}.10`)),
    weight('weight-jose', 'jose', '2026-03-03', '80'),
    { resourceType: 'Basic', id: 'note', code: { text: 'note' }, subject: { reference: 'Patient/siti' } },
  ])
    await put(one);
}, 60_000);
afterAll(async () => {
  await http.close();
  await clinic.close();
});

function weight(id: string, patient: string, day: string, value: string): string {
  return `{"resourceType":"Observation","id":"${id}","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"29463-7","display":"Body weight"}]},"subject":{"reference":"Patient/${patient}"},"effectiveDateTime":"${day}","valueQuantity":{"value":${value},"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"},"note":[{"text":"ditimbang"}]}`;
}

async function put(resource: object | string): Promise<void> {
  const body = typeof resource === 'string' ? resource : JSON.stringify(resource);
  const { resourceType, id } = JSON.parse(body);
  const headers = { ...bearer(token), 'content-type': 'application/fhir+json' };
  const answer = await fetch(`${http.url}/fhir/R4/${resourceType}/${id}`, { method: 'PUT', headers, body });
  if (answer.status !== 201 && answer.status !== 200) throw new Error(await answer.text());
}

interface Bundle {
  total?: number;
  link: { relation: string; url: string }[];
  entry?: {
    resource: Record<string, unknown> & { id: string; resourceType: string };
    search: { mode: string };
  }[];
  issue?: { code: string; expression?: string[]; details: { text: string } }[];
}

async function get(search: string, options: { as?: string; prefer?: string } = {}) {
  const url = search.startsWith('http') ? search : `${http.url}/fhir/R4/${search}`;
  const answer = await fetch(url, {
    headers: { ...bearer(options.as ?? token), ...(options.prefer && { prefer: options.prefer }) },
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Bundle };
}

const ids = ({ entry = [] }: Bundle, mode = 'match') =>
  entry.filter((one) => one.search.mode === mode).map((one) => one.resource.id);
const linkOf = ({ link }: Bundle, relation: string) => link.find((one) => one.relation === relation)?.url;

describe('a search over HTTP', () => {
  it.each([
    ['Patient?name=rah', ['siti']],
    ['Patient?given:exact=José', ['jose']],
    ['Patient?given:exact=Jose', []],
    ['Patient?family:contains=rez', ['jose']],
    ['Patient?gender:not=male', ['siti']],
    ['Patient?birthdate:missing=true&name=jose', ['jose']],
    ['Observation?code:text=body&patient=jose', ['weight-jose']],
    ['Observation?value-quantity=72100|http://unitsofmeasure.org|g', ['weight-2']],
    ['Observation?value-quantity=gt74||kg&patient=Patient/siti&date=sa2026-03-04', ['weight-5']],
    ['Observation?subject:Patient.name=jos&date=2026-03', ['weight-jose']],
    ['Observation?patient.identifier=nobody', []],
    ['Observation?patient=siti&_sort=-date&_count=2', ['weight-5', 'weight-4']],
    [
      'Observation?code=http://loinc.org|29463-7&date=ge2026-03-02&date=lt2026-03-04&_sort=date',
      ['weight-2', 'weight-3', 'weight-jose'],
    ],
    ['Observation?_lastUpdated=gt2030', []],
  ])('%s', async (search, wanted) => {
    const { status, body } = await get(search);
    expect([status, ids(body).sort()]).toEqual([200, [...wanted].sort()]);
  });

  it.each([
    ['Patient?shoe-size=42', 'shoe-size'],
    ['Patient?_has:Observation:patient:code=x', '_has:Observation:patient:code'],
    ['Observation?code-value-quantity=x$5', 'code-value-quantity'],
    ['Patient?name:above=x', 'name:above'],
    ['Observation?code:in=http://x', 'code:in'],
    ['Observation?subject:identifier=urn:mrn|1', 'subject:identifier'],
    ['Observation?date=yesterday', 'date'],
    ['Observation?value-quantity=much', 'value-quantity'],
    ['Observation?subject.name=x', 'subject.name'],
    ['Observation?subject:Patient.organization.name=x', 'subject:Patient.organization.name'],
    ['Observation?_sort=shoe-size', '_sort'],
    ['Observation?_include=Observation:shoe', '_include'],
    ['Observation?_include:iterate=Observation:subject', '_include:iterate'],
    ['Observation?_elements=shoe', '_elements'],
    ['Observation?_cursor=eyJ4Ijox', '_cursor'],
  ])('refuses %s by name, with nothing of its value', async (search, name) => {
    const { status, text, body } = await get(search);
    expect(status).toBe(422);
    expect(body.issue?.flatMap((one) => one.expression ?? [])).toEqual([name]);
    expect(text).not.toMatch(/42|yesterday|much/);
  });

  it('answers without a parameter that it does not know where the client is lenient, and says so', async () => {
    const { status, body } = await get('Patient?shoe-size=42&name=siti', { prefer: 'handling=lenient' });
    expect(status).toBe(200);
    expect(ids(body)).toEqual(['siti']);
    expect(linkOf(body, 'self')).toBe(`${http.url}/fhir/R4/Patient?name=siti`);
    expect(body.entry?.find((one) => one.search.mode === 'outcome')?.resource.resourceType).toBe(
      'OperationOutcome',
    );
    const strict = await get('Patient?shoe-size=42&name=siti', { prefer: 'handling=strict' });
    expect(strict.status).toBe(422);
    const modifier = await get('Patient?name:above=siti', { prefer: 'handling=lenient' });
    expect(modifier.status).toBe(422);
  });

  it('takes a search by POST as a form, and from nowhere else', async () => {
    const form = { ...bearer(token), 'content-type': 'application/x-www-form-urlencoded' };
    const search = await fetch(`${http.url}/fhir/R4/Observation/_search?_count=1`, {
      ...{ method: 'POST', headers: form, body: 'patient=siti&_sort=-date' },
    });
    expect(ids((await search.json()) as Bundle)).toEqual(['weight-5']);
    const create = await fetch(`${http.url}/fhir/R4/Observation`, {
      method: 'POST',
      headers: form,
      body: 'a=b',
    });
    expect(create.status).toBe(415);
  });

  it('gives every resource once over its pages, while others write', async () => {
    const seen: string[] = [];
    let next: string | undefined = 'Observation?patient=siti&_sort=-date&_count=2&_total=accurate';
    for (let page = 0; next; page++) {
      const { body } = await get(next);
      expect(body.total).toBe(page === 0 ? 5 : 6);
      seen.push(...ids(body));
      next = linkOf(body, 'next');
      if (page === 0) {
        await put(weight('weight-new', 'siti', '2026-03-08', '70'));
        await put(weight('weight-4', 'siti', '2026-03-04', '74.20'));
      }
    }
    expect(seen).toEqual(['weight-5', 'weight-4', 'weight-3', 'weight-2', 'weight-1']);
  });

  it.each([
    ...[
      '',
      '_id',
      '-_id',
      '_lastUpdated',
      '-_lastUpdated',
      'date',
      '-date',
      'value-quantity',
      '-subject,date',
    ],
  ])('has the same order on pages of two as on one, by %j', async (sort) => {
    const search = `Observation?status=final&_sort=${sort}`.replace(/&_sort=$/, '');
    const whole = ids((await get(search)).body);
    const paged: string[] = [];
    for (let next: string | undefined = `${search}&_count=2`; next; ) {
      const { body } = await get(next);
      paged.push(...ids(body));
      next = linkOf(body, 'next');
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(7);
  });

  it('brings what was asked for beside the matches, once each', async () => {
    const { body } = await get(
      'Observation?patient=siti&_include=Observation:subject&_include=Observation:patient&_count=3',
    );
    expect(ids(body)).toHaveLength(3);
    expect(ids(body, 'include')).toEqual(['siti']);
    const reverse = await get('Patient?_id=siti&_revinclude=Observation:subject&_revinclude=Basic:subject');
    expect(ids(reverse.body, 'include')).toHaveLength(7);
  });

  it('leaves out what a client may not read, says so, and chains through nothing of it', async () => {
    const narrow = await http.client(['system/Observation.rs']);
    const { status, text, body } = await get('Observation?_id=weight-1&_include=Observation:subject', {
      as: narrow,
    });
    expect(status).toBe(200);
    expect(ids(body, 'include')).toEqual([]);
    expect(text).toContain('"mode":"outcome"');
    expect(text).not.toContain('Rahayu');
    expect((await get('Observation?subject:Patient.name=siti', { as: narrow })).status).toBe(403);
    expect((await get('Observation?_id=weight-1&_revinclude=Provenance:target', { as: narrow })).status).toBe(
      200,
    );
  });

  it('writes down what left beside the matches, and about whom', async () => {
    const audited = () =>
      clinic.inside(async (ctx) => {
        const found = await sql<{ subject: string; patient_id: string | null }>`
          SELECT subject, patient_id FROM audit_event WHERE clinic_id = ${ctx.clinic.id} AND event = 'fhir.read'
          ORDER BY at DESC, id DESC LIMIT 2`.execute(ctx.db);
        return found.rows.sort((left, right) => left.subject.localeCompare(right.subject));
      });
    clinic.clock.advance(1);
    await get('Observation?patient=jose&_include=Observation:subject');
    expect(await audited()).toEqual([
      { subject: 'Observation', patient_id: 'jose' },
      { subject: 'Patient', patient_id: 'jose' },
    ]);
  });

  it('cuts a resource without losing a digit, and tags what it has cut', async () => {
    const elements = await get('Observation?_id=weight-1&_elements=value');
    expect(elements.text).toContain('"value":71.10,');
    const [entry] = elements.body.entry ?? [];
    expect(Object.keys(entry?.resource ?? {}).sort()).toEqual([
      'code',
      'id',
      'meta',
      'resourceType',
      'status',
      'valueQuantity',
    ]);
    expect(JSON.stringify(entry?.resource.meta)).toContain('SUBSETTED');
    const summary = await get('Observation?_id=weight-1&_summary=true');
    expect(summary.text).toContain('71.10');
    expect(summary.text).not.toContain('ditimbang');
    const whole = await get('Observation?_id=weight-1');
    expect(whole.text).toContain('ditimbang');
    expect(whole.text).not.toContain('SUBSETTED');
    const count = await get('Observation?patient=siti&_summary=count');
    expect(count.body).toMatchObject({ total: 6 });
    expect(count.body.entry).toBeUndefined();
  });

  it('shows nothing of it to another clinic', async () => {
    const other = await openTestHttp(clinic.other);
    const foreign = await other.client(['system/*.cruds']);
    const answer = await fetch(`${other.url}/fhir/R4/Observation?patient=siti&_include=Observation:subject`, {
      headers: bearer(foreign),
    });
    expect(((await answer.json()) as Bundle).entry).toBeUndefined();
    await other.close();
  });

  it('says in its CapabilityStatement what it answers', async () => {
    const { body } = await get('metadata');
    const { rest } = body as unknown as {
      rest: {
        resource: {
          type: string;
          searchParam: { name: string; type: string }[];
          searchInclude: string[];
          searchRevInclude: string[];
        }[];
      }[];
    };
    const observation = rest[0]?.resource.find((one) => one.type === 'Observation');
    expect(observation?.searchParam).toContainEqual({ name: 'value-quantity', type: 'quantity' });
    expect(observation?.searchParam.map((one) => one.name)).not.toContain('code-value-quantity');
    expect(observation?.searchInclude).toContain('Observation:subject');
    expect(rest[0]?.resource.find((one) => one.type === 'Patient')?.searchRevInclude).toContain(
      'Observation:subject',
    );
  });
});
