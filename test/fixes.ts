// Prints how many findings are offered a fix, and how many first fixes keep the facts: npm run fixes [NTH]
import { everyDraft, keepsFacts, reviewed } from './offered';

interface Share {
  findings: number;
  fixed: number;
  kept: number;
}

const shares = new Map<string, Share>();

function share(name: string): Share {
  const known = shares.get(name) ?? { findings: 0, fixed: 0, kept: 0 };
  shares.set(name, known);
  return known;
}

const drafts = everyDraft(Number(process.argv[2] ?? 1));
for (const sample of drafts) {
  const review = reviewed(sample);
  for (const finding of review.findings) {
    if (finding.rule === 'omission/unfilled-placeholder') continue;
    const [fix] = finding.fixes();
    for (const count of [share(finding.severity), share(`${finding.severity} ${finding.rule}`)]) {
      count.findings++;
      if (!fix) continue;
      count.fixed++;
      if (keepsFacts({ file: sample.labels.file, review, finding, fix })) count.kept++;
    }
  }
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(`${drafts.length} drafts`);
for (const [name, { findings, fixed, kept }] of [...shares].sort())
  console.log(
    `${name.padEnd(56)} ${String(findings).padStart(5)}  with a fix ${percent(fixed, findings).padStart(7)}  first fix keeps names, numbers and dates ${percent(kept, fixed).padStart(7)}`,
  );
