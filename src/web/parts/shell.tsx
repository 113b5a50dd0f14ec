import type { ReactNode } from 'react';
import { KeySheet } from './key-sheet.tsx';

/** The files of the built desk that a page asks for; null where there is none (a published page has no script). */
export interface PageAssets {
  readonly style: string | null;
  readonly script: string | null;
  readonly icon: string | null;
}

/** A part of the site, as the masthead names it. */
export interface Section {
  readonly name: string;
  readonly address: string;
  readonly isCurrent: boolean;
}

interface ShellProps {
  readonly title: string;
  /** Which page it is, for the script: `case`, `source` … */
  readonly page: string;
  readonly home: string;
  /** Where the masthead leads to beside `home`; a published page leads nowhere else. */
  readonly sections?: readonly Section[];
  readonly assets: PageAssets;
  /** Where texts that are added are sent to be read; nowhere where it is absent. */
  readonly modelPlace?: { readonly host: string; readonly model: string };
  /** What the browser may do with the page, where no server says it by a header: a file. */
  readonly policy?: string;
  /** Without a script the page is loaded again after so many seconds; with one the script looks instead. */
  readonly refreshSeconds?: number;
  readonly children: ReactNode;
}

/** What every page shares: the masthead, the one column, the foot. */
export function Shell(props: ShellProps) {
  const { title, page, home, sections = [], assets, policy, modelPlace, refreshSeconds, children } = props;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        {policy !== undefined && <meta httpEquiv="Content-Security-Policy" content={policy} />}
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {assets.style !== null && <link rel="stylesheet" href={assets.style} />}
        {assets.icon !== null && <link rel="icon" href={assets.icon} type="image/svg+xml" />}
        {assets.script !== null && <script type="module" src={assets.script} />}
        {refreshSeconds !== undefined && (
          <noscript>
            <meta httpEquiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body data-page={page}>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <header className="masthead">
          <a className="wordmark" href={home} aria-label="Onus: all cases">
            Onus
          </a>
          <p className="motto">Who says who did it, in their exact words.</p>
          {sections.length > 0 && (
            <nav className="sections" aria-label="Onus">
              {sections.map(({ name, address, isCurrent }) => (
                <a key={address} href={address} aria-current={isCurrent ? 'page' : undefined}>
                  {name}
                </a>
              ))}
            </nav>
          )}
        </header>
        {modelPlace !== undefined && (
          <p className="sent-elsewhere" role="note">
            What is added or read anew here is sent to <strong>{modelPlace.host}</strong>, where the language
            model {modelPlace.model} reads it: Onus was started with <code>--reader llm</code>.
          </p>
        )}
        <main id="main">{children}</main>
        <footer className="foot">
          <p>
            Statements are found by program and shown with the words they rest on. Each link leads to the
            frozen source; what a party is said to hold is its own claim, not a finding of Onus.
          </p>
        </footer>
        {assets.script !== null && <KeySheet />}
      </body>
    </html>
  );
}
