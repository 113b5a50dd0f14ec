/** `node read-in-node.ts`: who says what in a text, in their exact words. */
import { isRefusal, read } from 'onus/reader';

const reading = await read(
  'The foreign ministry of Ostrel denied any part in the outage. Belmarra’s interior minister had blamed its army.',
);
if (isRefusal(reading)) {
  process.stderr.write(`${reading.reason}: ${reading.hint}\n`);
  process.exitCode = 1;
} else {
  for (const { speaker, act, target, content } of reading.statements) {
    const words = content.map(({ start, end, exact }) => `[${start}, ${end}) ${exact}`).join(' … ');
    process.stdout.write(`${speaker?.name ?? 'nobody named'}: ${act} → ${target?.text ?? '–'}: ${words}\n`);
  }
}
