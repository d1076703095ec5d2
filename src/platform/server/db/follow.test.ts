import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { openDatabase } from './database.ts';
import { hostsOf } from './follow.ts';
import { withClient } from './roles.ts';

describe('a database URL', () => {
  it('with one host stays as it was written', () => {
    for (const url of [
      'postgresql://app:p%40s@db.example:5433/serambi?sslmode=verify-full',
      'postgresql://app:secret@/serambi?host=%2Frun%2Fpostgresql',
    ])
      expect(hostsOf(url)).toEqual([url]);
  });

  it('with several hosts is one URL for each, each with its own port', () => {
    const url = 'postgresql://app:p%2Cs@one:5433,two/serambi?target_session_attrs=read-write&sslmode=require';
    expect(hostsOf(url)).toEqual([
      'postgresql://app:p%2Cs@one:5433/serambi?sslmode=require',
      'postgresql://app:p%2Cs@two/serambi?sslmode=require',
    ]);
  });

  it('with several folders of sockets is one URL for each folder', () => {
    expect(hostsOf('postgresql://app:secret@/serambi?host=/run/one,/run/two&port=5432,5433')).toEqual([
      'postgresql://app:secret@/serambi?host=%2Frun%2Fone&port=5432',
      'postgresql://app:secret@/serambi?host=%2Frun%2Ftwo&port=5433',
    ]);
  });
});

describe('of two hosts', () => {
  let ground: TestDatabase;
  let url: string;
  beforeAll(async () => {
    ground = await testDatabase();
    const { hostname, pathname, searchParams, username, password } = new URL(
      ground.appUrl.replace('@/', '@localhost/'),
    );
    const host = searchParams.get('host') ?? hostname;
    url = `postgresql://${username}:${password}@${pathname}?host=/nowhere,${host}`;
  });
  afterAll(() => ground.drop());

  it('a single connection takes the one that answers', async () => {
    const answer = await withClient(url, (client) => client.query('SELECT current_user AS role'));
    expect(answer.rows).toEqual([{ role: 'serambi_app' }]);
  });

  it('a pool fails once at the one that is away, and works with the other from then on', async () => {
    const database = openDatabase(url, { max: 2 });
    try {
      await expect(database.pool.query('SELECT 1')).rejects.toMatchObject({ code: 'ENOENT' });
      const answer = await database.pool.query('SELECT pg_is_in_recovery() AS standby');
      expect(answer.rows).toEqual([{ standby: false }]);
    } finally {
      await database.close();
    }
  });
});
