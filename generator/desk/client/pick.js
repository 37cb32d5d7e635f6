// Pick-lists that are searched by words, after the combobox pattern of the ARIA Authoring
// Practices: the select or the line of the plain form stays, hidden, and holds the value.
import { fold, make, say, tell } from "./words.js";

const sources = new WeakMap();
let made = 0;

// what there is to choose from for a control
const optionsOf = (control) => {
	const from = control.dataset.shared ? document.getElementById(control.dataset.shared) : control;
	if (!sources.has(from)) {
		sources.set(from, [...from.options].filter((o) => o.value).map((o) => {
			const label = o.label || o.text, more = o.dataset.more ?? "";
			return { value: o.value, label, more, find: " " + fold([label, more, o.dataset.find ?? "", o.value].join(" ")) };
		}));
	}
	return sources.get(from);
};

const mostShown = 60;

// those that all of the words begin somewhere, with those first whose name begins so
const matching = (options, typed) => {
	const words = fold(typed).split(" ").filter(Boolean);
	const found = options.filter((o) => words.every((w) => o.find.includes(" " + w) || w.length > 3 && o.find.includes(w)));
	const first = (o) => (fold(o.label).startsWith(words.join(" ")) ? 0 : 1);
	return words.length ? found.sort((a, b) => first(a) - first(b)) : found;
};

// combobox puts a field for search in front of a control. choose is told what was chosen,
// shown tells what the field shows when nobody is writing in it.
export const combobox = ({ before, id, label, describedby, options, choose, shown, free }) => {
	const box = make("input"), list = make("ul"), frame = make("div", "", "combo");
	const n = "pick" + made++;
	Object.assign(box, { id, autocomplete: "off", spellcheck: false });
	list.id = n;
	list.hidden = true;
	list.setAttribute("role", "listbox");
	for (const [k, v] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": n, "aria-autocomplete": "list" })) box.setAttribute(k, v);
	if (label) {
		box.setAttribute("aria-label", label);
		list.setAttribute("aria-label", label);
	} else list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(id)}"]`)?.firstChild?.textContent.trim() ?? say.find);
	if (describedby) box.setAttribute("aria-describedby", describedby);
	box.placeholder = say.find;
	frame.append(box, list);
	before.before(frame);
	let items = [], active = -1;

	const mark = (i) => {
		list.children[active]?.setAttribute("aria-selected", "false");
		active = i;
		const at = list.children[i];
		if (!at) return box.removeAttribute("aria-activedescendant");
		at.setAttribute("aria-selected", "true");
		box.setAttribute("aria-activedescendant", at.id);
		at.scrollIntoView({ block: "nearest" });
	};
	const close = () => {
		list.hidden = true;
		box.setAttribute("aria-expanded", "false");
		mark(-1);
	};
	const open = (typed) => {
		const all = matching(options(), typed);
		items = all.slice(0, mostShown);
		list.replaceChildren(...items.map((o, i) => {
			const li = make("li", o.label);
			li.id = n + "-" + i;
			li.setAttribute("role", "option");
			li.setAttribute("aria-selected", "false");
			if (o.more) li.append(make("small", o.more));
			return li;
		}));
		if (!items.length) {
			const none = make("li", say.nobody, "nobody");
			none.setAttribute("role", "option");
			none.setAttribute("aria-disabled", "true");
			none.setAttribute("aria-selected", "false");
			list.append(none);
		}
		list.hidden = false;
		box.setAttribute("aria-expanded", "true");
		active = -1;
		mark(typed && items.length ? 0 : -1);
	};
	// nothing is typed any more when it is chosen, for choosing may take the focus from here
	const take = (value) => {
		close();
		box.value = shown();
		choose(value);
		box.value = shown();
	};
	// leaving: what was typed is taken if it can only be one, else what stood there comes back
	const leave = () => {
		if (list.hidden && box.value === shown()) return;
		const typed = box.value.trim();
		const same = options().filter((o) => [o.label, o.value].some((s) => fold(s) === fold(typed)));
		if (typed === shown()) close();
		else if (!typed && !free) take("");
		else if (same.length) take(same[0].value);
		else if (free) take(typed);
		else close();
		box.value = shown();
	};
	box.addEventListener("input", (e) => {
		e.stopPropagation(); // it is no value yet
		open(box.value);
	});
	box.addEventListener("keydown", (e) => {
		const last = items.length - 1;
		if (e.key === "ArrowDown" || e.key === "ArrowUp") {
			e.preventDefault();
			if (e.shiftKey && e.altKey) return;
			if (list.hidden) open(box.value === shown() ? "" : box.value);
			else if (e.key === "ArrowDown") mark(active >= last ? 0 : active + 1);
			else mark(active <= 0 ? last : active - 1);
		} else if (e.key === "Enter" && !list.hidden) {
			e.preventDefault();
			if (items[active]) take(items[active].value);
			else leave();
		} else if (e.key === "Escape" && !list.hidden) {
			e.preventDefault();
			close();
			box.value = shown();
		}
	});
	box.addEventListener("click", () => { if (list.hidden) open(""); });
	box.addEventListener("focus", () => box.select());
	const question = before.closest("dialog");
	if (question) question.addEventListener("close", close); // who leaves a question has not answered it
	else box.addEventListener("blur", leave);
	list.addEventListener("mousedown", (e) => e.preventDefault()); // the field keeps the focus
	list.addEventListener("click", (e) => {
		const o = items[[...list.children].indexOf(e.target.closest("li"))];
		if (o) take(o.value);
	});
	box.value = shown();
	return { box, frame };
};

const changed = (control) => control.dispatchEvent(new Event("input", { bubbles: true }));

const single = (control) => {
	const named = () => optionsOf(control).find((o) => o.value === control.value)?.label ?? control.value;
	const { id } = control;
	control.removeAttribute("id");
	control.hidden = true;
	const { box } = combobox({
		before: control, id, label: control.getAttribute("aria-label"), describedby: control.getAttribute("aria-describedby"),
		options: () => optionsOf(control), shown: named, free: control.dataset.free !== undefined,
		choose: (v) => {
			if (control.value === v) return;
			control.value = v;
			changed(control);
		},
	});
	control.sync = () => { if (document.activeElement !== box) box.value = named(); };
	if (control.ariaInvalid) box.ariaInvalid = control.ariaInvalid;
};

// several: those that are chosen stand as chips before the field
const several = (control) => {
	const { id } = control, label = control.getAttribute("aria-label");
	const row = make("ul", "", "chips");
	control.removeAttribute("id");
	control.hidden = true;
	const all = optionsOf(control);
	const { box, frame } = combobox({
		before: control, id, label, describedby: control.getAttribute("aria-describedby"), shown: () => "",
		options: () => all.filter((o) => ![...control.selectedOptions].some((c) => c.value === o.value)),
		choose: (v) => {
			const o = [...control.options].find((o) => o.value === v);
			if (!o) return;
			o.selected = true;
			control.append(o); // they stand in the order in which they were chosen
			control.sync();
			tell(say.added + " " + o.label);
			changed(control);
		},
	});
	row.setAttribute("aria-label", label);
	frame.before(row);
	control.sync = () => {
		row.replaceChildren(...[...control.selectedOptions].map((o) => {
			const li = make("li", o.label || o.text), button = make("button", "×");
			button.type = "button";
			button.setAttribute("aria-label", say.remove + ": " + (o.label || o.text));
			button.addEventListener("click", () => {
				const at = [...row.children].indexOf(li);
				o.selected = false;
				control.sync();
				(row.children[at] ?? row.lastElementChild)?.querySelector("button").focus() ?? box.focus();
				tell(say.gone + " " + (o.label || o.text));
				changed(control);
			});
			li.append(button);
			return li;
		}));
		row.hidden = !row.children.length;
	};
	control.sync();
};

export const picks = (root) => {
	for (const c of root.querySelectorAll("[data-pick]")) {
		if (c.hidden) continue;
		if (c.multiple) several(c);
		else single(c);
	}
};
