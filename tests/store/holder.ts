/**
 * A process that holds a store open, for tests that kill it. Usage: `node holder.ts DATA`. Prints `open`, then the
 * name of each case once it is made (and so acknowledged). A query that fails is tried again. SIGTERM: closes the store
 * in good order, prints `closed`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/open-store.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const store = await openStore({ dataDirectory: process.argv[2] ?? '' });
let ending = false;
process.once('SIGTERM', () => {
  ending = true;
});
say('open');
for (let count = 0; !ending; ) {
  const name = `${process.pid} ${count}`;
  const made = await store.cases.ensure(name).catch(() => null);
  if (made !== null) {
    say(name);
    count++;
  }
  await sleep(2);
}
await store.close();
say('closed');
