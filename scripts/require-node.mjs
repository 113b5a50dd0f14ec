/**
 * Stops with one clear line where Node is too old to run the sources. Plain JavaScript, since such a Node is what it must run on.
 * npm scripts find the pinned Node in `node_modules/.bin`; this speaks up where it could not be installed.
 */
const NEEDED = 24;
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `Onus runs on Node ${NEEDED} or later, and this is ${process.versions.node}. The package "node" brings it, unless its install script was ` +
      `blocked: run "npm install-scripts approve node && npm rebuild node", or install Node ${NEEDED}.\n`,
  );
  process.exit(1);
}
