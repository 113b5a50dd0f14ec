import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'tests/**/*.test.{ts,tsx}',
      'evaluation/**/*.test.ts',
      'train/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    // Two cores: more workers only make the ones that start a database wait for each other.
    maxWorkers: 2,
    reporters: ['default', './scripts/count-reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
