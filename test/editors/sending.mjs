/** What stands in for sendmail, between the programs that send: mutt, git send-email and msmtp. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asInstalled, onPath, ROOT, start } from './lib/programs.mjs';
import { checksOf, run } from './lib/run.mjs';

const check = checksOf('Sending');
const SENDMAIL = join(ROOT, 'client', 'editors', 'sendmail-amends');
const HARD = 'Hi all,\n\nWe are letting four of you go on Friday. It wasn’t my decision.\n\nBest,\nPriya\n';
const PLAIN = 'Hi all,\n\nLunch is at one.\n\nBest,\nPriya\n';

async function ended(command, args, options) {
  const program = start(command, args, options);
  const code = await program.ended;
  return { code, output: program.output };
}

async function sending() {
  const env = asInstalled();
  const home = env.HOME;
  const sent = join(home, 'sent');
  mkdirSync(sent);
  // What sends in the end: it keeps the message in a file.
  const carrier = join(home, 'bin', 'carrier');
  writeFileSync(carrier, `#!/bin/sh\ncat > "${sent}/$(date +%s%N)"\n`, { mode: 0o755 });
  const carried = { ...env, AMENDS_SENDMAIL: carrier };
  const delivered = async (words) => {
    const { code, output } = await ended('grep', ['-rl', words, sent]);
    return code === 0 && output !== '';
  };

  const muttrc = join(home, 'muttrc');
  writeFileSync(
    muttrc,
    `set sendmail="${SENDMAIL}"\nset from="priya@northfold.example"\nset copy=no\nset charset=utf-8\n`,
  );
  const mutt = async (subject, body, more = {}) => {
    const file = join(home, 'body.txt');
    writeFileSync(file, body);
    const args = ['-F', muttrc, '-s', subject, '-i', file, '--', 'team@northfold.example'];
    return ended(onPath('mutt'), args, { env: { ...carried, ...more } });
  };
  await check('mutt sends a message that nothing is wrong with', async () => {
    const { code, output } = await mutt('Lunch', PLAIN);
    assert.equal(code, 0, output);
    assert.ok(await delivered('Lunch is at one'));
  });
  await check('mutt does not send one that is warned of, and says why', async () => {
    const { code, output } = await mutt('Thursday', HARD);
    assert.notEqual(code, 0);
    assert.match(output, /you are the one who answers for it[\s\S]*Not sent\./);
    assert.ok(!(await delivered('Thursday')));
  });
  await check('AMENDS=off sends it as it is', async () => {
    const { code, output } = await mutt('Thursday', HARD, { AMENDS: 'off' });
    assert.equal(code, 0, output);
    assert.ok(await delivered('Thursday'));
  });

  await check('git send-email stops, too', async () => {
    const mail = join(home, 'mail.patch');
    writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Priya\n\temail = priya@northfold.example\n');
    writeFileSync(mail, `From: Priya <priya@northfold.example>\nSubject: The cuts\n\n${HARD}`);
    const command = ['send-email', '--quiet', '--confirm=never', `--sendmail-cmd=${SENDMAIL}`];
    const whom = ['--from=priya@northfold.example', '--to=team@northfold.example', '--8bit-encoding=UTF-8', mail];
    const { code, output } = await ended(onPath('git'), [...command, ...whom], { env: carried, cwd: home });
    assert.notEqual(code, 0);
    assert.match(output, /Not sent\./);
    assert.ok(!(await delivered('The cuts')));
  });

  await check('without another program, msmtp sends', async () => {
    writeFileSync(join(home, '.msmtprc'), 'account default\nhost 127.0.0.1\nport 9\nfrom priya@northfold.example\n', {
      mode: 0o600,
    });
    const message = `Subject: Lunch\n\n${PLAIN}`;
    const shell = `printf '%s' "$MESSAGE" | "${SENDMAIL}" --pretend team@northfold.example`;
    const { code, output } = await ended('sh', ['-c', shell], { env: { ...env, MESSAGE: message } });
    assert.equal(code, 0, output);
    assert.match(output, /host\s*=\s*127\.0\.0\.1/);
  });
}

await run(90, sending);
