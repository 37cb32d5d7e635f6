// Shows the month's page beside the letter as it will be printed, and measures, as the
// printer does, how much room is left.
"use strict";
(() => {
	const paper = document.getElementById("paper");
	if (!paper) return;
	const form = document.getElementById("form"), sheet = paper.querySelector(".a4"), says = document.getElementById("room");
	const [full, smallest, step, sizes, letterStep, letterSizes] = paper.dataset.sizes.split(" ").map(Number);
	const most = Number(paper.dataset.most), few = 3, aLine = 16; // words

	// What holds on paper holds, and what is for screens does not.
	const asPrinted = (rules) => {
		for (const r of rules) {
			if (r.media) r.media.mediaText = /screen|dark|forced/.test(r.media.mediaText) ? "not all" : r.media.mediaText.replace(/\bprint\b/g, "all");
			if (r.cssRules) asPrinted(r.cssRules);
		}
	};
	// the highest of so many numbers of which something holds, by halving; 0 where it holds of none
	const largest = (many, holds) => {
		let low = 0, high = many;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (holds(middle)) low = middle;
			else high = middle - 1;
		}
		return low;
	};

	// Puts its sections where they would stand, were the letter of so many words.
	const turner = (doc, turns, words) => {
		const side = doc.querySelector(".side"), rest = doc.querySelector(".rest"), all = [...doc.querySelectorAll(".side > section, .rest section")];
		const counted = [[4, "page-practice"], [7, "page-verdict"]]; // and may not be there
		const at = (n) => turns[Math.max(0, Math.min(turns.length - 1, n))];
		const put = (turn) => {
			const inSide = turn - counted.filter(([at, id]) => turn > at && !doc.getElementById(id)).length;
			side.append(...all.slice(0, inSide));
			rest.append(...all.slice(inSide));
		};
		return {
			put: (more) => put(at(words + more)),
			// Whether something holds wherever they might stand: how long the words are that are
			// still to be written is reckoned, and so it may be a few words sooner or later.
			holds: (more, what) => [...new Set([-few, 0, few].map((d) => at(words + more + d)))].every((turn) => (put(turn), what())),
		};
	};

	const measured = (doc, turns) => {
		const page = doc.querySelector(".gazette"), root = doc.documentElement.style;
		const height = (fit, letter) => {
			root.setProperty("--fit", fit + "px");
			root.setProperty("--letter", letter);
			page.classList.add("measured");
			const h = page.getBoundingClientRect().height;
			page.classList.remove("measured");
			return h;
		};
		const month = doc.querySelector(".month"); // words come first: where they leave no room there is no picture
		if (month) month.hidden = true;
		const fits = () => height(smallest, 1) <= full;
		const counted = (text) => text.trim().split(/\s+/).filter(Boolean);
		const letter = doc.querySelector(".words"), spare = letter.cloneNode(true), words = counted(letter.textContent);
		const turn = turner(doc, turns, words.length);
		const out = { words: words.length, over: height(smallest, 1) - full };
		if (out.over <= 0) {
			if (letter.lastElementChild?.tagName !== "P") letter.append(doc.createElement("p"));
			const filler = doc.createTextNode(""), like = words.length > 20 ? words : counted(page.textContent);
			letter.lastElementChild.append(filler);
			out.more = largest(2 * most, (n) => {
				filler.data = " " + Array.from({ length: n }, (_, i) => like[i % like.length]).join(" ");
				return turn.holds(n, fits);
			});
		} else {
			out.lines = Math.max(1, Math.ceil(out.over / parseFloat(doc.defaultView.getComputedStyle(letter.querySelector("p") ?? letter).lineHeight)));
			const texts = [], walk = doc.createTreeWalker(letter, NodeFilter.SHOW_TEXT);
			while (walk.nextNode()) texts.push([walk.currentNode, walk.currentNode.data]);
			const keep = (n) => {
				const more = n - words.length;
				for (const [node, text] of texts) {
					const here = text.split(/(?<=\s)(?=\S)/);
					node.data = here.slice(0, Math.max(0, n)).join("");
					n -= counted(text).length;
				}
				for (const block of letter.querySelectorAll("p, li, blockquote")) block.style.display = block.textContent.trim() ? "" : "none";
				return turn.holds(more, fits);
			};
			out.never = !keep(0);
			out.fewer = words.length - largest(words.length, keep);
		}
		letter.replaceWith(spare);
		turn.put(0);
		if (month) {
			month.hidden = false;
			month.hidden = height(smallest + 2 * step, 1) > full;
		}
		const size = largest(sizes, (n) => height(smallest + n * step, 1) <= full), text = smallest + size * step;
		const larger = largest(letterSizes, (n) => height(text, 1 + n * letterStep) <= full);
		out.height = height(text, 1 + larger * letterStep);
		return out;
	};

	const round = (n) => n < 10 ? n : Math.floor(n / 10) * 10;
	const told = (m) => {
		const say = (name, n = 0) => says.dataset[name].replace("{words}", m.words).replace("{lines}", m.lines).replace("{n}", n);
		if (m.never) return say("never");
		if (m.lines) {
			// Where a section changes its column, what is taken out of the letter frees more or less
			// than its own lines: then no number of words is said.
			const name = m.lines === 1 ? "line" : "lines", n = Math.max(5, Math.ceil(m.fewer / 5) * 5);
			return m.fewer > aLine * (m.lines + 1) ? say(name + "Near") : say(name, n);
		}
		if (m.words > most) return say("long", m.words - most);
		const more = Math.min(m.more, most - m.words);
		return more < 5 ? say("full") : say("more", round(more));
	};
	const tell = (text) => {
		if (says && says.textContent !== text) says.textContent = text;
	};

	let shown, wanted = 0;
	const refresh = () => {
		const mine = ++wanted, next = document.createElement("iframe");
		next.title = paper.dataset.title;
		next.className = "coming";
		next.addEventListener("load", async () => {
			const doc = next.contentDocument;
			let turns;
			if (mine === wanted && doc?.querySelector(".gazette")) {
				for (const s of doc.styleSheets) asPrinted(s.cssRules);
				for (const a of doc.links) a.tabIndex = -1;
				turns = await (await fetch(paper.dataset.src + "turns.json")).json();
				await Promise.all([doc.fonts.ready, ...[...doc.images].map((i) => i.decode().catch(() => {}))]);
			}
			if (mine !== wanted) return next.remove();
			if (!doc?.querySelector(".gazette")) { // what stands in its way
				tell(doc?.body?.textContent.trim() ?? "");
				return next.remove();
			}
			const m = measured(doc, turns);
			next.style.height = Math.max(full, Math.ceil(m.height)) + "px";
			sheet.classList.toggle("over", m.over > 0);
			shown?.remove();
			shown = next;
			next.className = "";
			paper.dataset.words = m.words;
			paper.dataset.more = m.more ?? "";
			paper.dataset.fewer = m.fewer ?? "";
			tell(told(m));
		});
		next.src = paper.dataset.src + "?" + mine;
		sheet.append(next);
	};
	form.addEventListener("tried", refresh);
	refresh();

	// whether the page still says what was approved
	const approval = document.querySelector(".approval");
	form.addEventListener("tried", async () => {
		const r = await fetch(approval.dataset.src), html = await r.text(), place = approval.querySelector("div");
		if (r.ok && !approval.contains(document.activeElement) && place.innerHTML !== html) place.innerHTML = html;
	});

	for (const a of document.querySelectorAll("[data-copy]")) {
		a.textContent = a.dataset.copy;
		a.addEventListener("click", async (e) => {
			e.preventDefault();
			const said = a.parentElement.querySelector("[role=status]");
			try {
				const r = await fetch(a.href), text = await r.text();
				if (!r.ok) throw text;
				await navigator.clipboard.writeText(text);
				said.textContent = a.dataset.copied;
			} catch (why) {
				if (typeof why === "string") said.textContent = why;
				else open(a.href); // it may not be copied here: it is shown
			}
		});
	}
})();
