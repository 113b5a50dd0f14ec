import { Fact } from './capture-facts.tsx';
import type { SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';

type Metadata = SourceData['article']['metadata'];

/** Each field with what stands there where it was not found, which tells the reader where to look. */
const FIELDS: readonly (readonly [Exclude<keyof Metadata, 'authors'>, string, string])[] = [
  ['title', 'Title', 'no title was found'],
  ['publication', 'Publication', 'the page does not name one'],
  ['published', 'Published', 'no date is stated'],
  ['updated', 'Updated', 'no instant of update is stated'],
  ['language', 'Language', 'not stated'],
  ['canonicalUri', 'Canonical URI', 'not stated'],
];

/** What is known of the article, each value as it was found and where. */
export function MetadataFacts({ metadata }: { readonly metadata: Metadata }) {
  return (
    <section className="capture" aria-labelledby="metadata">
      <h2 id="metadata">Metadata</h2>
      <p className="quiet">Each value as it stands in the page, with where it was found.</p>
      <dl>
        {FIELDS.map(([field, term, missing]) => (
          <Fact key={field} term={term}>
            <FoundValue found={metadata[field]} missing={missing} />
          </Fact>
        ))}
        <Fact term="Authors">
          {metadata.authors.length === 0 ? (
            <span className="quiet">no byline was found</span>
          ) : (
            metadata.authors.map((author) => (
              <span className="found" key={`${author.value} ${author.how}`}>
                <FoundValue found={author} missing="" />
              </span>
            ))
          )}
        </Fact>
      </dl>
    </section>
  );
}

function FoundValue({ found, missing }: { readonly found: Metadata['title']; readonly missing: string }) {
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
