import assert from 'node:assert/strict';
import { settingsSlips } from '../server/src/settings-slips';
import { ABLE, type Session, startSession } from './session';

const RULES = new Set(['excuse/not-my-decision']);
const slips = (value: unknown): string[] => settingsSlips(value, RULES);

describe('what is wrong with settings', () => {
  let session: Session | undefined;
  afterEach(() => session?.drop());

  it('is nothing where they are right or not there', () => {
    const right = {
      review: 'always',
      languages: ['eml'],
      rules: { 'excuse/not-my-decision': 'off', 'own/words-we-avoid': 'hint' },
      minimumSeverity: 'warning',
      ownRules: ['a.amends.json'],
      trace: { server: 'off' },
    };
    for (const value of [undefined, null, {}, right, { review: null }]) assert.deepEqual(slips(value), []);
  });

  it('is said with the value, what it can be, and what holds until then', () => {
    assert.deepEqual(slips({ review: 'sometimes' }), [
      'amends.review is “sometimes”; it can be automatic, always, onCommand. Until then Amends goes by the default.',
    ]);
    assert.match(slips({ minimumSeverity: 'error' }).join(), /hint, information, warning/);
    assert.match(slips({ ownRules: 'a.amends.json' }).join(), /“a\.amends\.json”; it can be a list of texts/);
    assert.match(slips({ rules: 'off' }).join(), /amends\.rules is “off”/);
    assert.match(slips('off').join(), /not a list of names and values/);
  });

  it('names rules and settings that there are not', () => {
    assert.deepEqual(slips({ rules: { 'excuse/not-my-descision': 'off' } }), [
      'amends.rules: there is no rule “excuse/not-my-descision”.',
    ]);
    assert.match(slips({ rules: { 'excuse/not-my-decision': 'of' } }).join(), /is “of”; it can be off, warning/);
    assert.match(slips({ rule: {} }).join(), /There is no setting amends\.rule\. There are: review, /);
  });

  it('is told to the writer once, and the other settings hold', async () => {
    const configured = { ...ABLE, workspace: { ...ABLE.workspace, configuration: true } };
    session = await startSession(configured, { review: 'always', minimumSeverity: 'loud' });
    for (const name of ['one', 'two']) {
      const uri = `file:///drafts/${name}.txt`;
      await session.open('It wasn’t my call.', uri);
      assert.equal((await session.pull(uri)).length, 1);
    }
    assert.equal(session.told().filter((message) => message.includes('amends.minimumSeverity is “loud”')).length, 1);
  });

  it('does not hide what is as severe as the least that is wanted', async () => {
    const configured = { ...ABLE, workspace: { ...ABLE.workspace, configuration: true } };
    const text = 'It wasn’t my call.';
    const severities: (number | undefined)[][] = [];
    for (const minimumSeverity of ['hint', 'information', 'warning']) {
      session = await startSession(configured, {
        review: 'always',
        minimumSeverity,
        rules: { 'excuse/not-my-decision': 'information' },
      });
      await session.open(text);
      severities.push((await session.pull()).map(({ severity }) => severity));
      session.drop();
    }
    assert.deepEqual(severities, [[3], [3], []]);
  });
});
