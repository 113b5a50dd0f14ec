import { caseCsv } from '../../services/case-csv.ts';
import type { CaseView } from '../../services/services.ts';
import { unreadReason } from '../../services/unread.ts';
import { PublishedCase } from '../parts/case-page.tsx';
import { publishedLinks, sourceFile } from '../parts/links.ts';
import type { PageAssets } from '../parts/shell.tsx';
import { Shell } from '../parts/shell.tsx';
import { SourcePage } from '../parts/source-page.tsx';
import { sourceTitle } from '../parts/words.ts';
import { type Assets, NO_ASSETS } from './assets.ts';
import { allCells, caseJson } from './case-data.ts';
import { renderDocument } from './render.ts';

/**
 * A case as static files, by path: its page with every cell's sentences, each source, the data, the style. Relative
 * links and no script: they can stand on any server, or be opened from a disk.
 */
export function publishCase(view: CaseView, assets: Assets = NO_ASSETS): Map<string, string> {
  const files = new Map<string, string>();
  const cells = allCells(view);
  const anchors = new Map(cells.map((cell, index) => [cell.selection.party, `party-${index + 1}`]));
  const linksFrom = (root: '' | '../') => publishedLinks(root, (party) => anchors.get(party) ?? 'main');
  files.set(
    'index.html',
    renderDocument(
      <Shell
        title={`${view.file.case.name} · Onus`}
        page="published"
        home="index.html"
        assets={styleOf(assets, '')}
      >
        <PublishedCase data={view} links={linksFrom('')} cells={cells} />
      </Shell>,
    ),
  );
  for (const source of view.file.sources)
    files.set(
      sourceFile(source.sourceId),
      renderDocument(
        <Shell
          title={`${sourceTitle(source)} · Onus`}
          page="published"
          home="../index.html"
          assets={styleOf(assets, '../')}
        >
          <SourcePage
            source={source}
            cases={[view.file.case]}
            links={linksFrom('../')}
            tools={null}
            unread={source.statements.length > 0 ? null : unreadReason(source.article)}
          />
        </Shell>,
      ),
    );
  files.set('positions.json', `${JSON.stringify(caseJson(view), null, 2)}\n`);
  files.set('positions.csv', caseCsv(view));
  const style = assets.style === null ? undefined : assets.files.get(assets.style);
  if (assets.style !== null && style !== undefined)
    files.set(`assets/${assets.style}`, new TextDecoder().decode(style.bytes));
  return files;
}

function styleOf({ style }: Assets, root: '' | '../'): PageAssets {
  return { style: style === null ? null : `${root}assets/${style}`, script: null, icon: null };
}
