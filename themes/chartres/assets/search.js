"use strict";
// The files asked for are told of in generator/search; there, words are made in the same way.
const plain = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŋ: "n", ŧ: "t", ς: "σ" };
const fold = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøđðþłħıŋŧς]/g, (c) => plain[c]);
const wordsOf = (s) => [...new Set(fold(s).match(/\p{sc=Han}|(?:(?!\p{sc=Han})[\p{L}\p{N}]){1,40}/gu))];

const form = document.getElementById("page-search"), said = form.dataset, lang = document.documentElement.lang;
const field = form.elements.q, filters = [...form.querySelectorAll("select")], narrow = form.querySelector("details");
const count = document.getElementById("page-count"), section = count.nextElementSibling;
const list = section.querySelector("ol"), more = section.querySelector("button");
let head, asked = 0, turn = 0, hits = [], shown = 0;

const files = new Map();
const get = async (name, how) => {
	const answer = await fetch(name, how);
	if (!answer.ok) throw new Error(answer.status);
	return answer.json();
};
const load = (name) => {
	if (!files.has(name)) files.set(name, get(name + "?" + head.stamp).catch((e) => { files.delete(name); throw e; }));
	return files.get(name);
};
const begin = async () => {
	if (head && Date.now() - asked < 60000) return;
	const now = await get("index.json", { cache: "no-cache" });
	if (head?.stamp !== now.stamp) files.clear();
	head = now;
	asked = Date.now();
};
const shard = (what, word, all) => {
	let n = word.length;
	while (n && !all.includes(word.slice(0, n))) n--;
	const name = [...word.slice(0, n)].map((c) => /[a-z0-9]/.test(c) ? c : "_" + c.codePointAt().toString(16) + "_").join("");
	return load(`${what}-${name}.json`);
};

const digits = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, i) => [c, i]));
const each = (lists, see) => lists.split(";").forEach((text, weight) => {
	const sign = (i) => digits.get(text[i]);
	if (text[0] === "*") {
		for (let i = 1; i < text.length; i++) for (let b = 0; b < 6; b++) if (sign(i) >> b & 1) see(6 * (i - 1) + b, weight);
		return;
	}
	for (let i = 0, page = 0; i < text.length; page++) {
		let shift = 0, d;
		do {
			d = sign(i++);
			page += (d & 31) << shift;
			shift += 5;
		} while (d > 31);
		see(page, weight);
	}
});
const worth = [1, 4, 9, 14]; // of a word in a text, a benefit, a title, a name
const score = (into, lists, whole) => each(lists, (page, weight) => into[page] = Math.max(into[page], 2 * worth[weight] + whole));

// Whether one error makes one word of the other: a letter too many, too few, another, or two exchanged.
const isSlip = (a, b) => {
	let i = 0;
	while (i < a.length && a[i] === b[i]) i++;
	const x = a.slice(i), y = b.slice(i);
	return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
};
const backwards = (s) => [...s].reverse().join("");

const find = async (word, near) => {
	const into = new Uint8Array(head.pages), file = await shard("w", word, head.words);
	if (Object.hasOwn(file, word)) score(into, file[word], 1);
	if (word[0] === ":") return into;
	if (file["*"] && head.words.includes(word)) score(into, file["*"], 0);
	else for (const w in file) if (w.startsWith(word)) score(into, file[w], 0);
	if (word.length < 4 || /\p{N}/u.test(word) || into.some(Boolean)) return into;
	const ends = await shard("e", backwards(word), head.ends);
	const meant = [...new Set([...Object.keys(file), ...ends.map(backwards)])].filter((w) => w.length > 2 && isSlip(w, word)).slice(0, 4);
	for (const w of meant) score(into, (await shard("w", w, head.words))[w], 0);
	if (meant.length) near.push(said.near.replace("{word}", () => word).replace("{near}", () => meant.join(", ")));
	return into;
};

const make = (tag, kind, text, speaks) => {
	const e = document.createElement(tag);
	if (kind) e.className = kind;
	if (speaks) e.lang = speaks;
	e.append(text ?? "");
	return e;
};
const item = (r) => {
	const li = make("li"), kick = make("p", "kick"), title = make("h3"), link = make("a", "", r.title, r.in);
	link.href = r.href;
	title.append(link);
	if (r.draft) kick.append(make("span", "state warn", r.draft));
	for (const text of [r.kind, r.when]) if (text) kick.append(make("span", "", text));
	if (r.state) kick.append(make("span", "state " + r.class, r.state));
	li.append(kick, title);
	if (r.says) li.append(make("p", "", r.says, r.saysIn));
	if (r.cost) {
		const sum = make("p", "sum", make("b", "", r.cost));
		sum.append(r.note ?? "");
		li.append(sum);
	}
	return li;
};
const show = async () => {
	const mine = turn, part = hits.slice(shown, shown + 10);
	const rows = await Promise.all(part.map(async ([page]) => item((await load(`found-${Math.floor(page / head.block)}.json`))[page % head.block])));
	if (mine !== turn) return;
	if (!shown) list.replaceChildren();
	list.append(...rows);
	shown += rows.length;
	more.hidden = shown >= hits.length;
	section.hidden = !shown;
	return rows[0];
};

const failed = () => {
	section.hidden = true;
	count.textContent = said.failed;
};
const run = async () => {
	const mine = ++turn, near = [], data = [...new FormData(form)].filter(([, v]) => v.trim());
	history.replaceState(null, "", location.pathname + (data.length ? "?" + new URLSearchParams(data) : ""));
	try {
		await begin();
		const parts = await Promise.all([...wordsOf(field.value).map((w) => find(w, near)),
			...filters.filter((s) => s.value).map((s) => find(`:${s.name}/${s.value}`))]);
		if (mine !== turn) return;
		hits = [];
		shown = 0;
		for (let page = parts.length && head.pages; page--;) {
			if (parts.every((p) => p[page])) hits.push([page, parts.reduce((sum, p) => sum + p[page], 0)]);
		}
		hits.sort((a, b) => b[1] - a[1]); // the newest first among equals
		await show();
		if (mine !== turn) return;
		const found = hits.length ? (hits.length > 1 ? said.many : said.single).replace(/\d+/, hits.length.toLocaleString(lang)) : said.nothing;
		count.textContent = data.length ? [...(hits.length ? near : []), found].join(" ") : "";
	} catch {
		if (mine === turn) failed();
	}
};

const choose = async () => {
	await begin();
	const all = await load("choices.json");
	if (said.filled) return;
	said.filled = true;
	for (const s of filters) for (const [value, name] of all[s.name] ?? []) s.append(new Option(name, value));
};
const start = async () => {
	form.hidden = false;
	const given = new URLSearchParams(location.search);
	field.value = given.get("q") ?? "";
	if (filters.some((s) => given.get(s.name))) {
		narrow.open = true;
		await choose();
		for (const s of filters) s.value = given.get(s.name) ?? "";
	}
	if ([...given.values()].some((v) => v.trim())) run();
};

let pause;
field.addEventListener("input", (e) => {
	clearTimeout(pause);
	const n = field.value.trim().length;
	if (!e.isComposing && (n > 2 || !n)) pause = setTimeout(run, 400);
});
form.addEventListener("submit", (e) => {
	e.preventDefault();
	clearTimeout(pause);
	run();
});
narrow.addEventListener("toggle", () => choose().catch(failed));
for (const s of filters) s.addEventListener("change", run);
more.addEventListener("click", () => show().then((row) => row?.querySelector("a").focus()).catch(failed));
start().catch(failed);
