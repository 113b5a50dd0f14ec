import type { ReactNode } from 'react';
import type { SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { count, instantWords, webAddress } from './words.ts';

const CHARSET_FROM: Readonly<Record<SourceData['capture']['charset']['from'], string>> = {
  bom: 'its byte order mark says so',
  header: 'the response header says so',
  meta: 'the page says so',
  detected: 'told from the bytes',
  default: 'nothing said otherwise',
  format: 'its format says how each part is written',
};

const KINDS: Readonly<Record<SourceData['capture']['kind'], string>> = {
  url: 'fetched from its address',
  file: 'a file that was handed in',
  pasted: 'text that was pasted',
  feed: 'an entry of a feed',
  warc: 'a response in a web archive',
};

/** How the source was got: what anybody needs to check that these are the words that were published. */
export function CaptureFacts({ source }: { readonly source: SourceData }) {
  const { capture } = source;
  return (
    <section className="capture" aria-labelledby="capture">
      <h2 id="capture">Capture</h2>
      <p className="quiet">
        What was received, and how. The bytes are kept under their digest and never change.
      </p>
      <dl>
        <Fact term="Target URI">
          <Address uri={capture.targetUri} />
        </Fact>
        <Fact term="Captured">{instantWords(capture.capturedAt)}</Fact>
        <Fact term="Kind">{KINDS[capture.kind]}</Fact>
        <Fact term="Payload digest">
          <code>{capture.payloadDigest}</code>
        </Fact>
        <Fact term="Received">
          {capture.length.toLocaleString('en')} bytes, <Foreign>{capture.mediaType}</Foreign>
        </Fact>
        <Fact term="Character set">
          <Foreign>{capture.charset.name}</Foreign>: {CHARSET_FROM[capture.charset.from]}
        </Fact>
        {capture.container !== undefined && <ContainerFacts container={capture.container} />}
        {capture.http !== null && <HttpFacts http={capture.http} />}
        <Fact term="Extracted by">
          <Foreign>{source.article.extractor}</Foreign>
        </Fact>
        {source.statements[0] !== undefined && (
          <Fact term="Read by">
            {source.statements[0].reader.name} {source.statements[0].reader.version}
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** The feed or archive that it was taken out of, and whether the archive's own digest fits. */
function ContainerFacts({
  container: { targetUri, member, statedDigest, truncated },
}: {
  readonly container: NonNullable<SourceData['capture']['container']>;
}) {
  return (
    <>
      <Fact term="Taken from">
        <Foreign>{targetUri}</Foreign>
      </Fact>
      <Fact term="Record">
        <Foreign>{member}</Foreign>
      </Fact>
      {statedDigest !== undefined && (
        <Fact term="Stated digest">
          <Foreign>{statedDigest.value}</Foreign>:{' '}
          {statedDigest.matches ? 'the bytes have it' : 'the bytes do not have it'}
        </Fact>
      )}
      {truncated !== undefined && (
        <Fact term="Cut short">
          by whoever archived it (<Foreign>{truncated}</Foreign>)
        </Fact>
      )}
    </>
  );
}

/** An HTTP status and who answered, with every header in the order received. */
function HttpFacts({ http }: { readonly http: NonNullable<SourceData['capture']['http']> }) {
  return (
    <>
      <Fact term="Answer">
        {http.status}
        {http.peerAddress !== '' && (
          <>
            {' '}
            from <Foreign>{http.peerAddress}</Foreign>, of{' '}
            {count(http.resolvedAddresses.length, 'address', 'addresses')} that the name resolves to
          </>
        )}
      </Fact>
      <Fact term="Final URI">
        <Foreign>{http.finalUri}</Foreign>
      </Fact>
      {http.tls !== undefined && (
        <Fact term="Certificate">
          <code>{http.tls.certificateDigest}</code>, <Foreign>{http.tls.protocol}</Foreign>
        </Fact>
      )}
      {http.times !== undefined && (
        <Fact term="Answered within">
          {Date.parse(http.times.ended) - Date.parse(http.times.requested)} ms
        </Fact>
      )}
      {http.robotsIgnored === true && <Fact term="robots.txt">was not asked, as whoever added it said</Fact>}
      {http.redirects.length > 0 && (
        <Fact term="Redirects">
          {http.redirects.map((redirect) => (
            <span className="redirect" key={redirect.from}>
              {redirect.status}: <Foreign>{redirect.from}</Foreign> → <Foreign>{redirect.to}</Foreign>
            </span>
          ))}
        </Fact>
      )}
      <Fact term="Headers">
        {http.headers.length === 0 ? (
          'none'
        ) : (
          <details>
            <summary>{count(http.headers.length, 'header')}, in the order received</summary>
            <ol className="headers">
              {http.headers.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes
                <li key={index}>
                  <code>
                    <Foreign>{name}</Foreign>: <Foreign>{value}</Foreign>
                  </code>
                </li>
              ))}
            </ol>
          </details>
        )}
      </Fact>
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

export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
