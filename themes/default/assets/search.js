/* Searches the site in the reader's own browser. index.json says which file has which words and
   which documents; only those that a query needs are loaded, and none before somebody types. A
   recommendation's words are shown in their sentence from its own page. The rules of what a word
   is are those of src/search/words.rs. */
(function () {
'use strict';
const form = document.querySelector('[data-search]');
if (!form || !window.fetch || !window.URLSearchParams || !window.DOMParser) return;
const say = form.dataset, root = say.search, input = form.elements.q, plan = form.elements.in;
const status = document.querySelector('.hits-found'), list = document.querySelector('.hits');
const lists = document.querySelector('.by-list'), more = document.querySelector('.hits-more'), parts = document.getElementById('kinds').content;
const LETTER = '0-9A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u1FFF\\u2C00-\\u2FFF\\u3040-\\uD7FF\\uF900-\\uFDFF';
const WORD = new RegExp('[0-9]+(?:\\.[0-9]+)+[' + LETTER + ']*|[' + LETTER + ']+', 'g');
const FIGURES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/* In the title, often, once or twice. */
const WEIGHTS = [12, 4, 2], IN_ALL_TITLES = 1000;
const MOST_FILES = 4, SHORTEST = 3, AT_ONCE = 10, LONGEST = 260;
const BLOCKS = 'p,li,dd,td,th,blockquote,caption,h4,h5,h6';
const MUTATIONS = ['p b mh ph', 't d nh th', 'c g ngh ch', 'b f m', 'd dd n', 'g ng', 'm f', 'll l', 'rh r'].map(row => row.split(' '));
const title = document.title, language = document.documentElement.lang;
let files = new Map(), asked = 0, timer;

/* A word without case and Latin accents. */
function fold(word) {
  return word.toLowerCase().normalize('NFD').replace(/([a-z])[\u0300-\u036f]+/g, '$1').normalize('NFC');
}

function wordsOf(text) {
  const words = (text.match(WORD) || []).map(fold).filter(w => w.length > 1 || /[0-9]/.test(w));
  return words.filter((w, i) => words.indexOf(w) === i);
}

function load(path, how) {
  if (!files.has(path)) {
    const got = fetch(root + path, how).then(r => {
      if (!r.ok) throw new Error(path + ': ' + r.status);
      return path.endsWith('.json') ? r.json() : r.text();
    });
    files.set(path, got);
    got.catch(() => files.delete(path));
  }
  return files.get(path);
}

/* The documents of a word by their numbers, with what each is worth. */
function read(postings, worth, found) {
  let doc = -1, number = 0, shift = 0;
  for (let i = 0; i < postings.length; i++) {
    const figure = FIGURES.indexOf(postings[i]);
    number += (figure & 31) << shift;
    shift += 5;
    if (figure > 31) continue;
    doc += Math.floor(number / 3);
    const had = found.get(doc), rank = number % 3, score = WEIGHTS[rank] * worth;
    if (!had) found.set(doc, {score, title: !rank});
    else { had.score = Math.max(had.score, score); had.title = had.title || !rank; }
    number = shift = 0;
  }
}

/* All documents that have a word which begins so. */
async function begins(index, start) {
  const wanted = index.words.filter(([first], i) =>
    first < start + '\uffff' && (i + 1 === index.words.length || index.words[i + 1][0] > start));
  const lists = await Promise.all(wanted.slice(0, MOST_FILES).map(([, name]) => load('search/' + name)));
  const docs = new Map();
  let common = false;
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 2) {
      const word = list[i];
      if (!word.startsWith(start)) continue;
      const is = word === start, most = list[i + 1][0] === '*';
      common = common || (is && most);
      read(most ? list[i + 1].slice(1) : list[i + 1], is ? 1 : .7 * start.length / word.length, docs);
    }
  }
  const rare = Math.log(1 + index.documents / (1 + docs.size));
  docs.forEach(doc => { doc.score *= rare; });
  return {start, docs, common};
}

/* The other forms of a Welsh word, whose first letter changes after some words: cyngor is also
   gyngor, chyngor and nghyngor. */
function mutated(word) {
  if (!/^cy\b/.test(language) || word.length < SHORTEST) return [];
  const roots = [word], forms = [];
  MUTATIONS.forEach(([root, ...others]) => others.forEach(other => {
    if (word.startsWith(other)) roots.push(root + word.slice(other.length));
  }));
  roots.forEach(word => MUTATIONS.forEach(([root, ...others]) => {
    if (word.startsWith(root)) forms.push(...others.map(other => other + word.slice(root.length)));
  }));
  return roots.concat(forms).filter((form, i, all) => form !== word && all.indexOf(form) === i);
}

/* All that a word finds; where nothing begins so, what begins like it, for words are mistyped at
   their ends. */
async function lookUp(index, word) {
  let found = await begins(index, word);
  const forms = await Promise.all(mutated(word).map(form => begins(index, form)));
  const starts = forms.filter(({docs}) => docs.size).map(({start, docs}) => {
    docs.forEach((doc, number) => { if (!found.docs.has(number)) found.docs.set(number, doc); });
    return start;
  });
  for (let end = word.length - 1; !found.docs.size && !found.common && end >= SHORTEST && !/[0-9]/.test(word); end--) {
    found = await begins(index, word.slice(0, end));
  }
  return Object.assign(found, {word, starts: [found.start, ...starts]});
}

/* The numbers of the documents in the order in which they are shown. */
async function find(index, query) {
  const terms = await Promise.all(query.words.map(word => lookUp(index, word)));
  const range = index.plans.find(([id]) => id === query.plan) || ['', '', 0, index.documents];
  const sums = new Map();
  for (const term of terms) {
    term.docs.forEach((doc, number) => {
      if (number < range[2] || number >= range[3]) return;
      const sum = sums.get(number) || {number, score: 0, terms: 0, titles: 0};
      sum.score += doc.score;
      sum.terms += 1;
      sum.titles += doc.title ? 1 : 0;
      sums.set(number, sum);
    });
  }
  /* A word that most documents have parts none from the others, unless there is no other word. */
  const needed = terms.filter(term => !term.common);
  let hits = Array.from(sums.values());
  const has = sum => needed.filter(term => term.docs.has(sum.number)).length;
  const whole = hits.filter(sum => has(sum) === needed.length);
  const some = !whole.length && hits.length > 0;
  if (!some) hits = whole;
  const worth = sum => (some ? sum.terms * IN_ALL_TITLES : 0) + (sum.titles === terms.length ? IN_ALL_TITLES : 0) + sum.score;
  hits.sort((a, b) => worth(b) - worth(a) || a.number - b.number);
  return {terms, some, numbers: hits.map(hit => hit.number)};
}

async function document_(index, number) {
  let at = index.pages.length - 1;
  while (index.pages[at][0] > number) at--;
  const [kind, title, path, state, note, foreign] = (await load('search/' + index.pages[at][1]))[number - index.pages[at][0]];
  const plan = index.plans.find(([, , from, to]) => number >= from && number < to);
  return {kind: index.kinds[kind], title, path, note, status: index.statuses[state], plan: plan && plan[1],
    lang: foreign ? index.first_language : ''};
}

/* A text with the words marked that begin as one of those searched. */
function marked(text, starts) {
  const out = document.createDocumentFragment();
  let done = 0;
  text.replace(WORD, (word, at) => {
    if (!starts.some(start => fold(word).startsWith(start))) return;
    const mark = document.createElement('mark');
    mark.textContent = word;
    out.append(text.slice(done, at), mark);
    done = at + word.length;
  });
  out.append(text.slice(done));
  return out;
}

function count(text, starts) {
  const words = wordsOf(text);
  return starts.filter(start => words.some(word => word.startsWith(start))).length;
}

/* The sentence of a text that has most of the words, cut if it is long. */
function sentence(text, starts) {
  if (text.length <= LONGEST) return text;
  const all = text.match(/[^.!?]+(?:[.!?]+(?!\s)[^.!?]*)*[.!?]*["'”’)\]]*\s*/g) || [text];
  const best = all.reduce((a, b) => count(b, starts) > count(a, starts) ? b : a).trim();
  const start = text.indexOf(best);
  let from = start, to = start + best.length;
  if (best.length > LONGEST) {
    let first = 0;
    best.replace(WORD, (word, at) => {
      if (!first && starts.some(s => fold(word).startsWith(s))) first = at;
    });
    from = start + Math.max(0, best.lastIndexOf(' ', Math.max(0, first - 90)) + 1);
    to = Math.min(to, from + LONGEST);
    if (to < text.length) to = text.lastIndexOf(' ', to);
  }
  return (from > 0 ? '… ' : '') + text.slice(from, to).trim() + (to < text.length ? ' …' : '');
}

/* The part of a page that has most of the words, with the heading that it stands under. */
async function passage(path, starts) {
  const page = new DOMParser().parseFromString(await load(path), 'text/html');
  const main = page.querySelector('main');
  let heading = null, best = null, first = null;
  if (main) main.querySelectorAll('h2,h3,' + BLOCKS).forEach(part => {
    if (/^H[23]$/.test(part.tagName)) heading = part;
    if (part.querySelector(BLOCKS) || part.closest('nav,form,[data-pagefind-ignore]')) return;
    const text = part.textContent.replace(/\s+/g, ' ').trim();
    const words = count(text, starts);
    const lang = (part.closest('main [lang]') || {}).lang, near = part.closest('main [id]') || heading;
    if (!first && text.length > 50) first = {text, words, lang};
    if (words > (best ? best.words : 0) && part !== heading) best = {text, words, lang, heading, id: near && near.id};
  });
  return best || first;
}

async function item(record, starts) {
  const li = document.importNode(document.getElementById('hit').content, true).firstElementChild;
  const link = li.querySelector('a'), about = li.querySelector('.hit-what'), said = li.querySelector('.hit-words');
  link.href = root + record.path;
  link.textContent = '';
  if (record.lang) li.querySelector('h2').lang = said.lang = record.lang;
  link.append(marked(record.title || record.plan || '', starts));
  const part = name => {
    const found = parts.querySelector(name);
    return found ? document.importNode(found, true) : '';
  };
  about.append(part('[data-kind="' + record.kind + '"]'));
  if (record.plan && record.plan !== record.title) about.append(' · ', record.plan);
  if (record.status) about.append(' ', part('[data-status="' + record.status + '"]'));
  if (record.note) said.append(marked(sentence(record.note, starts), starts));
  else if (!/^(recommendation|page)$/.test(record.kind)) said.remove();
  else passage(record.path, starts).then(found => {
    if (!found) return said.remove();
    if (found.heading) {
      const where = document.createElement('b');
      where.textContent = found.heading.textContent.trim();
      if (found.id) link.href = root + record.path + '#' + found.id;
      said.append(where, ': ');
    }
    const words = document.createElement('span');
    words.append(marked(sentence(found.text, starts), starts));
    said.removeAttribute('lang');
    if (found.lang) words.lang = found.lang;
    said.append(words);
  }).catch(() => said.remove());
  return li;
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
}

async function show(index, found, from) {
  const starts = found.terms.reduce((all, term) => all.concat(term.starts), []), run = asked;
  const records = await Promise.all(found.numbers.slice(from, from + AT_ONCE).map(n => document_(index, n)));
  const items = await Promise.all(records.map(record => item(record, starts)));
  if (run !== asked) return;
  if (!from) list.textContent = '';
  list.append(...items);
  list.hidden = false;
  more.hidden = found.numbers.length <= from + AT_ONCE;
  more.firstElementChild.onclick = () => show(index, found, from + AT_ONCE);
  if (from) items[0].querySelector('a').focus();
}

function tell(found, query) {
  const said = [fill(found.numbers.length ? say.found : say.nothing, {count: found.numbers.length.toLocaleString(language), words: query.text})];
  if (found.some && found.numbers.length) said.push(say.some);
  for (const term of found.terms) {
    if (term.start !== term.word && term.docs.size) said.push(fill(say.instead, {word: term.word, start: term.start}));
    if (term.common && found.terms.length === 1) said.push(fill(say.common, {word: term.word}));
  }
  status.textContent = said.join(' ');
}

async function search() {
  const run = ++asked;
  const query = {text: input.value.trim(), words: wordsOf(input.value), plan: plan ? plan.value : ''};
  const state = new URLSearchParams();
  if (query.text) state.set('q', query.text);
  if (query.plan) state.set('in', query.plan);
  /* Behind a `#`, so that no server is told what is searched for. */
  if (query.text || /[?&#]q=/.test(location.href)) history.replaceState(null, '', location.pathname + (query.text ? '#' + state : ''));
  document.title = (query.text ? query.text + ' – ' : '') + title;
  if (!query.words.length) {
    status.textContent = list.textContent = '';
    list.hidden = more.hidden = true;
    list.removeAttribute('aria-busy');
    if (lists) lists.classList.remove('waiting');
    return;
  }
  list.setAttribute('aria-busy', 'true');
  const late = setTimeout(() => { if (run === asked) status.textContent = say.loading; }, 400);
  try {
    let index = await load('search/index.json'), found;
    try {
      found = await find(index, query);
      if (run === asked) await show(index, found, 0);
    } catch (gone) {
      /* The site was published anew since index.json was loaded, and its files have other names. */
      files = new Map();
      index = await load('search/index.json', {cache: 'reload'});
      found = await find(index, query);
      if (run === asked) await show(index, found, 0);
    }
    if (run === asked) tell(found, query);
  } catch (error) {
    if (run === asked) status.textContent = say.failed;
  }
  clearTimeout(late);
  if (run !== asked) return;
  list.removeAttribute('aria-busy');
  if (lists) lists.classList.remove('waiting');
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(search, 150);
}

form.hidden = false;
form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(timer); search(); });
input.addEventListener('input', soon);
if (plan) plan.addEventListener('change', search);
function take() {
  const behind = new URLSearchParams(location.hash.slice(1));
  const given = behind.has('q') ? behind : new URLSearchParams(location.search);
  if (!given.get('q')) return;
  /* What comes below the results waits for them, lest it be pushed away under a reader's eyes. */
  if (lists) lists.classList.add('waiting');
  input.value = given.get('q');
  if (plan) plan.value = given.get('in') || '';
  search();
}
window.addEventListener('hashchange', take);
take();
})();
