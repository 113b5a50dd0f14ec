import { Fact } from './capture-facts.tsx';
import type { SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { percent } from './words.ts';

type Metadata = SourceData['article']['metadata'];

type Found = Metadata['authors'][number];

/** Each field with what stands there where it was not found, which tells the reader where to look. */
const FIELDS = [
  ['title', 'Title', 'no title was found'],
  ['publication', 'Publication', 'the page does not name one'],
  ['published', 'Published', 'no date is stated'],
  ['updated', 'Updated', 'no instant of update is stated'],
  ['language', 'Language', 'not stated'],
  ['canonicalUri', 'Canonical URI', 'not stated'],
  ['section', 'Section', 'the page does not name one'],
] as const;
/** What there may be several of, and nothing is missing without. */
const LISTS = [
  ['agencyCredits', 'Agencies credited'],
  ['corrections', 'Corrections noted'],
  ['credits', 'Pictures by'],
] as const;

/** What is known of the article, each value as it was found and where. */
export function MetadataFacts({ metadata }: { readonly metadata: Metadata }) {
  return (
    <section className="capture" aria-labelledby="metadata">
      <h2 id="metadata">Metadata</h2>
      <p className="quiet">Each value as it stands in the page, with where it was found.</p>
      <dl>
        {FIELDS.map(([field, term, missing]) => (
          <Fact key={field} term={term}>
            <FoundValue found={metadata[field] ?? null} missing={missing} />
          </Fact>
        ))}
        <Fact term="Authors">
          {metadata.authors.length === 0 ? (
            <span className="quiet">no byline was found</span>
          ) : (
            <FoundValues found={metadata.authors} />
          )}
        </Fact>
        {LISTS.map(([field, term]) => {
          const found = metadata[field] ?? [];
          return (
            found.length > 0 && (
              <Fact key={field} term={term}>
                <FoundValues found={found} />
              </Fact>
            )
          );
        })}
        {metadata.confidence !== undefined && (
          <Fact term="Confidence in the text">
            {percent(metadata.confidence)}{' '}
            <span className="quiet">F1 to be expected of the blocks that are read against the article</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function FoundValues({ found }: { readonly found: readonly Found[] }) {
  return found.map((each) => (
    <span className="found" key={`${each.value} ${each.how}`}>
      <FoundValue found={each} missing="" />
    </span>
  ));
}

function FoundValue({ found, missing }: { readonly found: Found | null; readonly missing: string }) {
  if (found === null) return <span className="quiet">{missing}</span>;
  return (
    <>
      <Foreign>{found.value}</Foreign>{' '}
      <span className="quiet">
        found in <Foreign>{found.how}</Foreign>
      </span>
    </>
  );
}
