"use strict";
// Sorting of tables. Every page is complete without scripts.

const sorting = (() => {
	const lang = document.documentElement.lang;
	const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	let collator; // to make one takes a telephone longer than all else here: not before something is sorted
	const compare = (a, b) => (collator ??= new Intl.Collator(lang, { numeric: true })).compare(a, b);

	// ordered compares rows by a value: what has none comes last, whichever the way.
	const ordered = (of, down) => (a, b) => {
		const x = of(a), y = of(b);
		if (x === null || y === null) return (x === null) - (y === null);
		return (typeof x === "number" ? x - y : compare(x, y)) * (down ? -1 : 1);
	};
	const number = (s) => (s ? Number(s) : null);
	const keyOf = (head) => head.dataset.k ?? String(head.cellIndex);

	// column gives the values in a table's column: numbers where one of its cells has one.
	const column = (table, key) => {
		const i = [...table.tHead.rows[0].cells].findIndex((head) => keyOf(head) === key);
		return [...table.tBodies[0].rows].some((row) => row.cells[i].dataset.v)
			? (row) => number(row.cells[i].dataset.v)
			: (row) => row.cells[i].textContent.trim() || null;
	};

	// heads makes buttons of a table's heads, and gives a function that shows which one sorts it.
	const heads = (table, sorted) => {
		const all = [...table.tHead.rows[0].cells];
		for (const head of all) {
			const button = document.createElement("button");
			button.type = "button";
			button.append(...head.childNodes);
			head.append(button);
			button.addEventListener("click", () => {
				const was = head.getAttribute("aria-sort");
				sorted(keyOf(head), was ? was === "ascending" : head.matches(".n"));
			});
		}
		return (key, down) => {
			for (const head of all) {
				if (keyOf(head) === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
				else head.removeAttribute("aria-sort");
			}
		};
	};

	const found = document.querySelector("template.find ~ * [data-list], template.find ~ [data-list]"); // find.js sorts that one
	for (const table of document.querySelectorAll("table.sortable")) {
		if (table === found) continue;
		const show = heads(table, (key, down) => {
			table.tBodies[0].append(...[...table.tBodies[0].rows].sort(ordered(column(table, key), down)));
			show(key, down);
		});
	}

	return { lang, fold, ordered, number, column, heads };
})();
