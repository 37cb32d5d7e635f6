// The bar above a story: what it puts in goes through the browser's own editing, so that
// its undo takes it back. Another script puts something in by an event "put" on the text,
// whose detail is what to put.
import { combobox } from "./pick.js";
import { fold } from "./words.js";

const put = (text, what, from = text.selectionStart, to = text.selectionEnd) => {
	text.focus();
	text.setSelectionRange(from, to);
	if (what === text.value.slice(from, to)) return;
	if (!document.execCommand("insertText", false, what)) {
		text.setRangeText(what, from, to, "end");
		text.dispatchEvent(new Event("input", { bubbles: true }));
	}
};

const wrap = (text, mark) => {
	const { selectionStart: from, selectionEnd: to, value } = text, chosen = value.slice(from, to), n = mark.length;
	if (value.slice(from - n, from) === mark && value.slice(to, to + n) === mark) { // it is so already
		put(text, chosen, from - n, to + n);
		text.setSelectionRange(from - n, to - n);
		return;
	}
	put(text, mark + chosen + mark);
	text.setSelectionRange(from + n, to + n);
};

const lines = (text, mark) => {
	const { value } = text;
	const from = value.lastIndexOf("\n", text.selectionStart - 1) + 1, end = value.indexOf("\n", text.selectionEnd), to = end < 0 ? value.length : end;
	const all = value.slice(from, to).split("\n"), on = all.every((l) => l.startsWith(mark));
	const anew = all.map((l) => (on ? l.slice(mark.length) : mark + l.replace(/^(#+|[-*]) /, ""))).join("\n");
	const before = !on && from > 0 && value[from - 2] !== "\n" && !/^(#|- )/.test(value.slice(value.lastIndexOf("\n", from - 2) + 1)) ? "\n" : "";
	put(text, before + anew, from, to);
};

// asks for one of a list, or, with free, for an address
const ask = (text, kind, done) => {
	const dialog = document.getElementById("ask-" + kind), options = dialog.querySelector("select");
	let field = dialog.querySelector("[role=combobox]");
	const from = text.selectionStart, to = text.selectionEnd;
	const choose = (value) => {
		if (!value) return;
		dialog.close();
		done(value, [...options.options].find((o) => o.value === value)?.label, from, to);
	};
	dialog.choose = choose;
	if (!field) {
		const all = [...options.options].map((o) => {
			const more = o.dataset.more ?? "";
			return { value: o.value, label: o.label, more, find: " " + fold([o.label, more, o.dataset.find ?? "", o.value].join(" ")) };
		});
		options.hidden = true;
		const id = options.id;
		options.removeAttribute("id");
		({ box: field } = combobox({
			before: options, id, options: () => all, shown: () => "", free: kind === "link", choose: (v) => dialog.choose(v),
		}));
	}
	dialog.onclose = () => text.focus();
	dialog.showModal();
	field.value = "";
	field.focus();
};

const link = (text) => ask(text, "link", (value, label, from, to) => {
	const chosen = text.value.slice(from, to) || label || value;
	const address = label ? "/" + value + "/" : /^[a-z]+:|^\//.test(value) ? value : "https://" + value;
	put(text, `[${chosen}](${address})`, from, to);
});

const figure = (text) => ask(text, "figure", (value, label, from, to) => put(text, `[](figure:${value})`, from, to));

export const story = (root, changed) => {
	for (const bar of root.querySelectorAll(".bar[hidden]")) {
		const text = document.getElementById(bar.dataset.for);
		const adds = text.parentElement.querySelector(".add-picture button");
		bar.hidden = false;
		if (adds) adds.hidden = true; // the bar has one
		const acts = {
			bold: () => wrap(text, "**"), heading: () => lines(text, "## "), bullets: () => lines(text, "- "),
			link: () => link(text), figure: () => figure(text), picture: () => adds.click(),
		};
		bar.addEventListener("click", (e) => acts[e.target.closest("[data-act]")?.dataset.act]?.());
		text.addEventListener("keydown", (e) => {
			if (!(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
			const act = { b: "bold", k: "link" }[e.key.toLowerCase()];
			if (!act) return;
			e.preventDefault();
			acts[act]();
		});
		text.addEventListener("put", (e) => {
			put(text, e.detail);
			changed();
		});
	}
};

for (const b of document.querySelectorAll("dialog .close")) b.addEventListener("click", () => b.closest("dialog").close());
