import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import type { Commitment } from '../server/src/review/commitment';
import { calendar, checklist } from '../server/src/to-dos';

const NOW = new Date('2026-03-09T08:40:12Z');

function commitment(changes: Partial<Commitment> = {}): Commitment {
  const said = { who: 'I', what: 'answer you', by: 'by Friday', due: '2026-03-13' } as const;
  return { ...said, span: { start: 0, end: 28 }, sentence: 'I will answer you by Friday.', ...changes };
}

/** The to-dos of an iCalendar file as another library reads them. */
const todosIn = (ics: string) => new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vtodo');

describe('the to-dos of a draft', () => {
  it('are a checklist in Markdown, each with its day', () => {
    const open = commitment({ what: 'tell you *myself*', by: null, due: null });
    assert.equal(
      checklist('Thursday', [commitment(), open]),
      '# Thursday\n\n- [ ] Answer you — 2026-03-13 (by Friday)\n- [ ] Tell you \\*myself\\*\n',
    );
    assert.match(checklist('Thursday', []), /Nothing was promised/);
  });

  it('are to-dos in iCalendar, which another library reads as they were meant', async () => {
    const awkward = 'answer “you”; both, all:\nof you \\ and 🙂 '.repeat(4).trim();
    const [first, second] = todosIn(
      await calendar([commitment(), commitment({ what: awkward, due: null, by: null })], NOW),
    );
    assert.equal(first?.getFirstPropertyValue('summary'), 'Answer you');
    assert.equal(first?.getFirstPropertyValue('description'), 'I will answer you by Friday.');
    assert.equal(String(first?.getFirstPropertyValue('due')), '2026-03-13');
    assert.equal(String(first?.getFirstPropertyValue('dtstamp')), '2026-03-09T08:40:12Z');
    assert.equal(first?.getFirstPropertyValue('status'), 'NEEDS-ACTION');
    assert.equal(second?.getFirstPropertyValue('summary'), `A${awkward.slice(1)}`);
    assert.equal(second?.getFirstPropertyValue('due'), null);
  });

  it('end their lines and fold them as RFC 5545 asks, no emoji cut in two', async () => {
    const lines = (await calendar([commitment({ sentence: 'I will 🙂🙂🙂 answer. '.repeat(20) })], NOW)).split('\r\n');
    assert.equal(lines[0], 'BEGIN:VCALENDAR');
    for (const line of lines) assert.ok(!/\n|\p{Cs}/u.test(line) && Buffer.byteLength(line) <= 75, line);
  });

  it('keep their names from one export to the next, and share none', async () => {
    const uids = async (now: Date) =>
      todosIn(await calendar([commitment(), commitment({ due: '2026-03-20' })], now)).map((todo) =>
        String(todo.getFirstPropertyValue('uid')),
      );
    const [once, again] = [await uids(NOW), await uids(new Date('2026-03-10T00:00:00Z'))];
    assert.deepEqual(once, again);
    assert.equal(new Set(once).size, 2);
  });
});
