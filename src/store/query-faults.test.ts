import { expect, it } from 'vitest';
import { StoreError } from './errors.ts';
import { queryFault, tellingFaults } from './query-faults.ts';

const failing = (code: string, message = 'x') => Object.assign(new Error(message), { code });

it.each([
  [failing('53100', 'could not extend file'), 'store-disk-full'],
  [failing('57P01'), 'store-unreachable'],
  [failing('08006'), 'store-unreachable'],
  [failing('ECONNREFUSED'), 'store-unreachable'],
  [new Error('Connection terminated unexpectedly'), 'store-unreachable'],
])('tells %s as the store’s own', (error, code) => {
  expect(queryFault(error)).toMatchObject({
    code,
    cause: error,
    message: expect.stringContaining(error.message),
  });
});

it('leaves alone what is the program’s own fault, or told already', () => {
  for (const error of [failing('23505'), new TypeError('y'), new StoreError('blob-damaged', 'z')])
    expect(queryFault(error)).toBe(error);
});

it('tells them for every method of a repository, and passes results through', async () => {
  const repository = tellingFaults({
    find: async (id: string) => `found ${id}`,
    save: async (): Promise<void> => {
      throw failing('53100');
    },
  });
  expect(await repository.find('1')).toBe('found 1');
  await expect(repository.save()).rejects.toMatchObject({ code: 'store-disk-full' });
});
