/* What scripts add to every page: the search box in its head, and on pages with long tables a way
   to choose their rows and their order. Without scripts all rows are there in the plan's order. */
(function () {
'use strict';
/* A phone shows rows as cards, and some browsers then forget that they are rows of a table. HTML may not say
   twice what an element is, so it is said here. */
[['table', 'table'], ['thead, tbody, tfoot', 'rowgroup'], ['tr', 'row'], ['td', 'cell'], ['thead th', 'columnheader'],
  ['th[scope=row]', 'rowheader']].forEach(([which, role]) => {
  document.querySelectorAll(which).forEach(element => element.setAttribute('role', role));
});
if (!window.URLSearchParams || !Array.from) return;

const box = document.querySelector('.find form');
if (box && window.fetch) {
  box.previousElementSibling.hidden = true;
  box.hidden = false;
  box.addEventListener('submit', event => {
    event.preventDefault();
    const words = box.elements.q.value.trim();
    /* Behind a `#`, so that no server is told. */
    location.assign(box.action + (words ? '#q=' + encodeURIComponent(words) : ''));
  });
}

const finder = document.querySelector('.finder');
const tables = Array.from(document.querySelectorAll('table.items')).filter(table => table.querySelector('[data-sort]'));
if (!finder || !tables.length) return;
const form = finder.querySelector('[role=group]'), status = finder.querySelector('.shown');
const language = document.documentElement.lang;
const order = window.Intl ? new Intl.Collator(language, {numeric: true}).compare : (a, b) => a < b ? -1 : 1;
const NAMES = ['q', 'status', 'lead', 'due', 'sort'];
const fields = {};
NAMES.forEach(name => { fields[name] = form.querySelector('[name=' + name + ']'); });
let reversed = false;

const fold = text => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
const said = element => element ? element.textContent.replace(/\s+/g, ' ').trim() : '';
const leadOf = link => (/leads\/([^/]+)\/$/.exec(link.getAttribute('href')) || [])[1];

const columns = new Map();
const rows = [];
tables.forEach(table => {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, at) => {
    const key = head.getAttribute('data-sort');
    if (!columns.has(key)) columns.set(key, {label: said(head), heads: []});
    columns.get(key).heads.push(head);
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...Array.from(head.childNodes));
    button.addEventListener('click', () => {
      const again = fields.sort.value === key;
      fields.sort.value = again && reversed ? '' : key;
      reversed = again && !reversed;
      show();
    });
    head.append(button);
  });
  Array.from(table.tBodies[0].rows).forEach((row, at) => {
    const cells = {};
    heads.forEach((head, at) => { cells[head.getAttribute('data-sort')] = said(row.cells[at]); });
    const leads = Array.from(row.querySelectorAll('td a')).filter(leadOf);
    rows.push({row, at, table, cells, leads, ids: leads.map(leadOf), data: row.dataset, text: fold(said(row))});
  });
});

/* Only what can be chosen is offered. */
function offer(name, choices) {
  const select = fields[name];
  const known = Array.from(select.options).map(option => option.value);
  choices.forEach(([value, label]) => {
    if (known.indexOf(value) < 0) select.add(new Option(label, value));
    known.push(value);
  });
  Array.from(select.options).forEach(option => {
    if (option.value && !choices.some(([value]) => value === option.value)) option.remove();
  });
  if (select.options.length < 3) select.parentNode.hidden = true;
}
const byRank = rows.slice().sort((a, b) => a.data.rank - b.data.rank);
offer('status', byRank.map(({row, data}) => [data.status, said(row.querySelector('.status,.none'))]));
const leads = rows.reduce((all, {leads}) => all.concat(leads.map(link => [leadOf(link), said(link)])), []);
offer('lead', leads.sort((a, b) => order(a[1], b[1])));
offer('due', rows.map(({data}) => [data.timing, '']));
offer('sort', Array.from(columns).map(([key, {label}]) => [key, label]));

/* What has no date comes last either way. */
function compare(key, a, b) {
  const turn = reversed ? -1 : 1;
  if (key === 'due') {
    const [one, two] = [a.data.due || '', b.data.due || ''];
    if (!one || !two) return (one ? 0 : 1) - (two ? 0 : 1);
    return turn * (one < two ? -1 : one > two ? 1 : 0);
  }
  if (key === 'status') return turn * (a.data.rank - b.data.rank);
  if (key === 'number') return turn * (a.at - b.at);
  return turn * order(a.cells[key], b.cells[key]);
}

function show() {
  const words = fold(fields.q.value).split(/\s+/).filter(Boolean), key = fields.sort.value;
  const wanted = ({data, ids, text}) => words.every(word => text.indexOf(word) >= 0)
    && (!fields.status.value || fields.status.value === data.status)
    && (!fields.due.value || fields.due.value === data.timing)
    && (!fields.lead.value || ids.indexOf(fields.lead.value) >= 0);
  let count = 0;
  rows.forEach(item => {
    item.row.hidden = !wanted(item);
    count += item.row.hidden ? 0 : 1;
  });
  tables.forEach(table => {
    const own = rows.filter(item => item.table === table);
    (table.closest('[data-group]') || table).hidden = own.every(({row}) => row.hidden);
    own.sort((a, b) => (key && compare(key, a, b)) || a.at - b.at);
    table.tBodies[0].append(...own.map(({row}) => row));
  });
  columns.forEach(({heads}, name) => heads.forEach(head => {
    if (name === key) head.setAttribute('aria-sort', reversed ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  }));
  const state = new URLSearchParams(), told = [];
  NAMES.forEach(name => { if (fields[name].value.trim()) state.set(name, fields[name].value.trim()); });
  if (key && reversed) state.set('reversed', '');
  if (words.length || fields.status.value || fields.due.value || fields.lead.value) {
    told.push(form.dataset.shown.replace('{count}', count).replace('{total}', rows.length));
  }
  if (key) told.push(form.dataset.sorted.replace('{column}', columns.get(key).label));
  status.textContent = told.join(' ');
  const query = state.toString().replace('reversed=', 'reversed');
  history.replaceState(null, '', location.pathname + (query ? '?' + query : '') + location.hash);
}

/* A phone has little room: there the form waits until it is opened, and holds the order as well,
   since headers are not seen. */
const narrow = window.matchMedia('(max-width: 44em)');
function fit() {
  finder.firstElementChild.open = !narrow.matches || status.textContent !== '';
  columns.forEach(({heads}) => heads.forEach(head => { head.firstElementChild.disabled = narrow.matches; }));
}
let timer;
fields.q.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(show, 120); });
form.addEventListener('change', event => {
  if (event.target === fields.q) return;
  if (event.target === fields.sort) reversed = false;
  show();
});
form.querySelector('button').addEventListener('click', () => {
  NAMES.forEach(name => { fields[name].value = ''; });
  reversed = false;
  show();
});
const given = new URLSearchParams(location.search);
NAMES.forEach(name => { if (given.get(name)) fields[name].value = given.get(name); });
reversed = given.has('reversed');
if (NAMES.some(name => given.get(name))) show();
finder.hidden = false;
fit();
narrow.addListener(fit);
})();
