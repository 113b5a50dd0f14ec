/** The page that reads pasted text in the browser, before anything is pasted: the form, and what a reading shows. */
export function PastedPage() {
  return (
    <>
      <div className="title-block">
        <h1>Read a text</h1>
        <p className="deck">
          Paste an article, and see who says what in it: who blames, denies, doubts or asks for evidence, in
          their exact words.
        </p>
      </div>
      <noscript>
        <div className="notice notice-problem">
          <p className="notice-title">Scripts are switched off</p>
          <p>This page reads the text itself, by a script, so that the text need not be sent anywhere.</p>
          <p className="next">Switch scripts on for this page, or run onus read FILE on your machine.</p>
        </div>
      </noscript>
      <form className="paste" data-paste="">
        <label htmlFor="text">Text of the article</label>
        <textarea
          id="text"
          rows={9}
          dir="auto"
          required
          autoComplete="off"
          spellCheck={false}
          aria-describedby="stays"
          placeholder="Headline and paragraphs, as they stand on the page"
        />
        <p className="quiet" id="stays">
          The text stays in this browser. It is read here and sent nowhere, and nothing of it is kept.
        </p>
        <fieldset className="choice">
          <legend>Reader</legend>
          <label>
            <input type="radio" name="reader" value="fast" defaultChecked /> Fast
          </label>
          <label>
            <input type="radio" name="reader" value="deep" aria-describedby="deep-costs" /> Deep
          </label>
        </fieldset>
        <p className="quiet" id="deep-costs">
          Deep finds more, and more of it right: it loads another 33 MB with its first text, and takes a
          second or two for each.
        </p>
        <p className="actions">
          <button type="submit">Read it</button>
          <button type="button" className="second" data-example="">
            Read an example
          </button>
        </p>
        <p className="progress" role="status" data-progress="" />
      </form>
      <section id="read-place" tabIndex={-1} aria-label="What was found">
        <Legend />
      </section>
    </>
  );
}

/** What source, cue and content are, on one sentence. */
function Legend() {
  return (
    <div className="empty-state">
      <h2>What you will see</h2>
      <blockquote className="specimen">
        <span className="part part-source">The foreign ministry of Ostrel</span>{' '}
        <span className="part part-cue">denied</span>{' '}
        <span className="part part-content">any part in the outage</span>.
      </blockquote>
      <dl className="parts-key">
        <div>
          <dt>
            <span className="part part-source">source</span>
          </dt>
          <dd>who speaks, and for which state</dd>
        </div>
        <div>
          <dt>
            <span className="part part-cue">cue</span>
          </dt>
          <dd>the words that make it a statement</dd>
        </div>
        <div>
          <dt>
            <span className="part part-content">content</span>
          </dt>
          <dd>what is said, to the letter</dd>
        </div>
        <div>
          <dt>act</dt>
          <dd>what it does about responsibility: here it denies</dd>
        </div>
      </dl>
    </div>
  );
}
