/**
 * `node evaluation/try-bomb.ts BOMB ORDINARY`: reads an ordinary source, then a bomb, then the ordinary one again, as the server
 * does, and prints as JSON what became of the bomb, how long it took, and by how many bytes the process grew meanwhile. A process
 * of its own, since a bomb may end it.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { captureBytes } from '../src/capture/capture-bytes.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { createReadingPool } from '../src/services/reading-pool.ts';

/** Milliseconds between two looks at the size of the process. */
const LOOK_MS = 2;

const [bomb = '', ordinary = ''] = process.argv.slice(2);
const pool = createReadingPool({ threads: 1, reader: 'rules' });

/** What becomes of a file: `taken`, or the refusal. */
async function answerTo(path: string): Promise<string> {
  const captured = captureBytes({
    kind: 'file',
    name: basename(path),
    bytes: readFileSync(path),
    now: new Date(),
  });
  const article = isRefusal(captured) ? captured : await pool.extract(captured);
  return isRefusal(article) ? `${article.refused}: ${article.reason}` : 'taken';
}

const before = await answerTo(ordinary);
const start = process.memoryUsage.rss();
let peak = start;
const look = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, LOOK_MS);
const started = performance.now();
const answer = await answerTo(bomb);
const milliseconds = performance.now() - started;
clearInterval(look);
peak = Math.max(peak, process.memoryUsage.rss());
const after = await answerTo(ordinary);
await pool.close();
process.stdout.write(
  `${JSON.stringify({ answer, milliseconds, rise: peak - start, lives: before === 'taken' && after === 'taken' })}\n`,
);
