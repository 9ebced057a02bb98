import { readLabelled, readMails, SHARED } from '/work/main/test/corpora';
import { join } from 'node:path';
import { toLine } from '/work/main/server/src/review/line';
import { parseDraft } from '/work/main/server/src/review/draft';
import { formatOf } from '/work/main/server/src/settings';
const train=new Set(['w3','w5','w6','w7','w8','rdev']);
const grams=(text:string,file:string)=>{const d=parseDraft(text,formatOf('plaintext',file));const s=new Set<string>();
 for(const p of d.paragraphs)for(const sp of p){const w=toLine(d.prose.slice(sp.start,sp.end).replace(/[\r\n\t]/g,' ')).words.map(x=>x.text);
  for(let n=1;n<=3;n++)for(let i=0;i+n<=w.length;i++)s.add(w.slice(i,i+n).join(' '));}return s;};
const A=readLabelled(join(SHARED,'dev')).filter(x=>train.has(x.labels.file.split('/')[0]!)&&x.labels.draft.damage).map(x=>grams(x.text,x.labels.file));
const O=readMails(join(SHARED,'ordinary-mail')).map(x=>grams(x.text,x.file));
const c=new Map<string,[number,number]>();
for(const g of A)for(const k of g){const e=c.get(k)??[0,0];e[0]++;c.set(k,e)}
for(const g of O)for(const k of g){const e=c.get(k);if(e)e[1]++}
const rows=[...c].filter(([,[a,o]])=>a>=8&&o<=a/12).sort((x,y)=>y[1][0]-x[1][0]);
for(const n of [1,2,3])console.log('N'+n,rows.filter(([k])=>k.split(' ').length===n).slice(0,n===1?260:420).map(([k,[a,o]])=>`${k} ${a}/${o}`).join(' · '));
console.log(A.length,O.length);
