/** Run by the extension host; mocha's own reporters write to a terminal, which there is none of here. */
const { join } = require('node:path');
const { Mocha } = require('mocha');

function Lines(runner) {
  runner.on('pass', (test) => console.log(`✔ ${test.fullTitle()}`));
  runner.on('fail', (test, error) => console.log(`✖ ${test.fullTitle()}: ${error.message}`));
}

exports.run = () =>
  new Promise((resolve, reject) => {
    const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Lines });
    mocha.addFile(join(__dirname, 'suite.cjs'));
    mocha.run((failures) => (failures ? reject(new Error(`${failures} failed`)) : resolve()));
  });
