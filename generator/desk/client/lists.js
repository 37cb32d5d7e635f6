// Lists: an item is added, taken out, brought back or moved, and all are numbered anew.
import { make, say, tell } from "./words.js";

const itemsOf = (items) => [...items.children].filter((li) => li.dataset.name);

const rename = (li, last) => {
	const was = li.dataset.name, now = was.replace(/[^.]+$/, last);
	for (const e of [li, ...li.querySelectorAll("*")]) {
		for (const a of ["id", "name", "for", "list", "data-name", "data-for", "aria-describedby", "aria-labelledby"]) {
			const v = e.getAttribute(a);
			if (v === null) continue;
			const parts = v.split(" ").map((p) => (p === was || [".", "-", "~"].some((s) => p.startsWith(was + s)) ? now + p.slice(was.length) : p));
			if (parts.join(" ") !== v) e.setAttribute(a, parts.join(" "));
		}
	}
	for (const t of li.querySelectorAll("template")) t.innerHTML = t.innerHTML.replaceAll('"' + was + ".", '"' + now + ".");
};

const number = (items) => {
	itemsOf(items).forEach((li, i) => rename(li, "t" + i)); // so that no two have one name in between
	itemsOf(items).forEach((li, i) => rename(li, i));
};

// what an item is called: what is written first in it, else its number
const called = (li) => {
	const first = [...li.querySelectorAll(".item input:not([type=hidden]):not([type=checkbox]), .item textarea")].find((e) => !e.hidden && e.value.trim());
	return first ? first.value.trim().slice(0, 60) : String(itemsOf(li.parentElement).indexOf(li) + 1);
};

const first = (li) => li.querySelector(".item input:not([type=hidden]):not([hidden]), .item textarea, .item select:not([hidden])");

export const lists = (form, changed, enhance) => {
	const move = (li, back) => {
		const all = itemsOf(li.parentElement), at = all.indexOf(li), to = all[at + (back ? -1 : 1)];
		if (!to) return;
		if (back) to.before(li);
		else to.after(li);
		number(li.parentElement);
		tell(say.place.replace("{n}", itemsOf(li.parentElement).indexOf(li) + 1).replace("{all}", all.length));
		changed();
	};
	const remove = (li) => {
		const items = li.parentElement, name = called(li);
		const place = make("li", "", "gone"), back = make("button", say.undo);
		back.type = "button";
		place.append(make("span", say.gone + " " + name), back);
		back.addEventListener("click", () => {
			place.replaceWith(li);
			number(items);
			first(li)?.focus();
			tell(say.restored + " " + name);
			changed();
		});
		for (const old of items.querySelectorAll(":scope > .gone")) old.remove();
		li.replaceWith(place);
		number(items);
		back.focus();
		tell(say.gone + " " + name);
		changed();
	};
	form.addEventListener("click", (e) => {
		const add = e.target.closest("button.add"), button = e.target.closest("[data-do]");
		if (add) {
			const field = add.parentElement, items = field.querySelector(":scope > .items");
			items.append(field.querySelector(":scope > template").content.cloneNode(true));
			number(items);
			enhance(items.lastElementChild);
			first(items.lastElementChild)?.focus();
			changed();
		} else if (button) {
			const li = button.closest("li[data-name]");
			if (button.dataset.do === "remove") return remove(li);
			move(li, button.dataset.do === "up");
			button.focus();
		}
	});
	form.addEventListener("keydown", (e) => {
		if (!e.altKey || !e.shiftKey || e.key !== "ArrowUp" && e.key !== "ArrowDown") return;
		const li = e.target.closest("li[data-name]");
		if (!li?.querySelector(":scope > .moves")) return;
		e.preventDefault();
		const at = e.target;
		move(li, e.key === "ArrowUp");
		at.focus();
	});
};
