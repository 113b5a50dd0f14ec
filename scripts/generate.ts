/** `npm run generate`: writes the committed files that are made from others. `npm run check` compares them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateSchema } from './generate-schema.ts';

/** Path, and how its text is made. Each file names this command in its first line. */
const GENERATED: readonly (readonly [string, () => Promise<string>])[] = [
  ['src/store/schema.generated.ts', generateSchema],
];

/** Complaints about generated files that are missing or differ from what would be made now. */
export async function checkGenerated(root: string): Promise<string[]> {
  const complaints: string[] = [];
  for (const [path, make] of GENERATED) {
    const file = join(root, path);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== (await make()))
      complaints.push(`${path} is out of date: npm run generate`);
  }
  return complaints;
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  for (const [path, make] of GENERATED) {
    writeFileSync(join(root, path), await make());
    console.log(path);
  }
}
