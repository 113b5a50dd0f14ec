const KEYS: readonly (readonly [string, string])[] = [
  ['j', 'Next statement or sentence'],
  ['k', 'Previous statement or sentence'],
  ['Enter', 'Follow the link in focus'],
  ['Esc', 'Close what is open'],
  ['?', 'This sheet'],
];

/** The list of keys, opened by `?`; single-character keys can be switched off (WCAG 2.1.4). */
export function KeySheet() {
  return (
    <dialog className="sheet" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl className="keys">
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="switch">
        <input type="checkbox" id="keys-on" defaultChecked /> Single keys are on
      </label>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
