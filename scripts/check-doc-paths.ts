import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What counts as a path of this repository in prose: in backticks, under one of its folders, or the target of a link. */
const TICKED = /`((?:src|docs|data|examples|evaluation|scripts|tests|bench|models|train|\.ci)\/[^`\s]*)`/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g;

/** Every path that a Markdown file of the repository names, and that is not there. Patterns (`*`, `…`, `<x>`) are passed over. */
export function checkDocPaths(root: string): string[] {
  const files = globSync('**/*.md', {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const ticked = [...text.matchAll(TICKED)].map((match) => [match[1] as string, root] as const);
    const linked = [...text.matchAll(LINK)].map(
      (match) => [match[1] as string, join(root, dirname(file))] as const,
    );
    return [...ticked, ...linked]
      .filter(([path, from]) => !/[*…<>{}|]/.test(path) && !existsSync(join(from, path)))
      .map(([path]) => `${file} names ${path}, which is not there`);
  });
}
