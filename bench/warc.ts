/**
 * `node bench/warc.ts [MIB] [plain|gz]`: reads a WARC file of so many MiB (300) that is made while it is read, and prints how
 * many captures it gave, the MiB by which memory (RSS) rose at most, and MiB of it a second of processor time, making included.
 * Nine in ten bytes are images, as in a crawl: they are passed over. `tests/capture/warc-memory.test.ts` runs it.
 */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { capturesOfWarc } from '../src/capture/warc/captures-of-warc.ts';

const MIB = 1024 * 1024;
const total = Number(process.argv[2] ?? 300) * MIB;
const isPacked = process.argv[3] === 'gz';

function response(uri: string, type: string, body: Uint8Array): Buffer {
  const block = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`), body]);
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${uri}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: ${block.length}\r\n\r\n`;
  const record = Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]);
  return isPacked ? gzipSync(record, { level: 1 }) : record;
}

/** Ten pages of some 20 KiB and an image of 2 MiB, over and over. */
const kit = Array.from({ length: 10 }, (_, i) => {
  const page = `<!DOCTYPE html><title>${i}</title><p>The ministry said ${randomBytes(15_000).toString('base64')}`;
  return response(`https://a.example/${i}`, 'text/html', Buffer.from(page));
});
kit.push(response('https://a.example/a.png', 'image/png', randomBytes(2 * MIB)));

async function* archive(): AsyncGenerator<Uint8Array> {
  for (let made = 0; made < total; )
    for (const record of kit) {
      // Copies, as a disk would give them; in pieces of what a file stream reads at once.
      for (let at = 0; at < record.length; at += 65_536)
        yield Uint8Array.prototype.slice.call(record, at, at + 65_536);
      made += record.length;
    }
}

const before = process.memoryUsage().rss;
const started = process.cpuUsage();
let captures = 0;
let most = before;
for await (const taken of capturesOfWarc({
  name: 'bench',
  targetUri: 'file:bench.warc',
  bytes: archive(),
})) {
  if ('captured' in taken) captures++;
  most = Math.max(most, process.memoryUsage().rss);
}
const { user, system } = process.cpuUsage(started);
const rise = Math.round((most - before) / MIB);
const rate = Math.round(total / MIB / ((user + system) / 1e6));
console.log(JSON.stringify({ mib: total / MIB, captures, rise, mibPerCpuSecond: rate }));
