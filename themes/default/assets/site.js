/* What scripts add to every page: the search box in its head. */
(function () {
'use strict';
const box = document.querySelector('.find form');
if (box && window.fetch && window.URLSearchParams) {
  box.previousElementSibling.hidden = true;
  box.hidden = false;
  box.addEventListener('submit', event => {
    event.preventDefault();
    const words = box.elements.q.value.trim();
    location.assign(box.action + (words ? '?q=' + encodeURIComponent(words) : ''));
  });
}
})();
