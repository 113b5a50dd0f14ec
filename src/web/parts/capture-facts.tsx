import type { ReactNode } from 'react';
import type { SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { instantWords, webAddress } from './words.ts';

const CHARSET_FROM: Readonly<Record<SourceData['capture']['charset']['from'], string>> = {
  bom: 'its byte order mark says so',
  header: 'the response header says so',
  meta: 'the page says so',
  detected: 'told from the bytes',
  default: 'nothing said otherwise',
};

/** How the source was got: what anybody needs to check that these are the words that were published. */
export function CaptureFacts({ source }: { readonly source: SourceData }) {
  const { capture } = source;
  return (
    <section className="capture" aria-labelledby="capture">
      <h2 id="capture">Capture</h2>
      <dl>
        <Fact term="Target URI">
          <Address uri={capture.targetUri} />
        </Fact>
        <Fact term="Captured">{instantWords(capture.capturedAt)}</Fact>
        <Fact term="Payload digest">
          <code>{capture.payloadDigest}</code>
        </Fact>
        <Fact term="Received">
          {capture.length.toLocaleString('en')} bytes, <Foreign>{capture.mediaType}</Foreign>
        </Fact>
        <Fact term="Character set">
          <Foreign>{capture.charset.name}</Foreign>: {CHARSET_FROM[capture.charset.from]}
        </Fact>
        {capture.http !== null && <HttpFacts http={capture.http} />}
        <Fact term="Extracted by">
          <Foreign>{source.article.extractor}</Foreign>
        </Fact>
        {source.statements[0] !== undefined && (
          <Fact term="Read by">
            {source.statements[0].reader.name} {source.statements[0].reader.version}
          </Fact>
        )}
        {Object.entries(source.article.metadata).flatMap(([name, found]) =>
          typeof found !== 'object' || found === null || Array.isArray(found)
            ? []
            : [
                <Fact key={name} term={METADATA_TERMS[name] ?? name}>
                  <Foreign>{found.value}</Foreign> <span className="quiet">({found.how})</span>
                </Fact>,
              ],
        )}
      </dl>
    </section>
  );
}

const METADATA_TERMS: Readonly<Record<string, string>> = {
  title: 'Title',
  publication: 'Publication',
  published: 'Published',
  updated: 'Updated',
  language: 'Language',
  canonicalUri: 'Canonical URI',
};

function HttpFacts({ http }: { readonly http: NonNullable<SourceData['capture']['http']> }) {
  return (
    <>
      <Fact term="Answer">
        {http.status} from <Foreign>{http.peerAddress}</Foreign>
      </Fact>
      {http.redirects.length > 0 && (
        <Fact term="Redirects">
          {http.redirects.map((redirect) => (
            <span className="redirect" key={redirect.from}>
              {redirect.status}: <Foreign>{redirect.from}</Foreign> → <Foreign>{redirect.to}</Foreign>
            </span>
          ))}
        </Fact>
      )}
    </>
  );
}

function Address({ uri }: { readonly uri: string }) {
  const address = webAddress(uri);
  if (address === null) return <Foreign>{uri}</Foreign>;
  return (
    <a href={address} rel="noreferrer noopener nofollow external">
      <Foreign>{uri}</Foreign>
    </a>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
