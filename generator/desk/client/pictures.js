"use strict";
{
	const carries = (list) => [...list?.types ?? []].includes("Files");
	// what a drop or the clipboard brings, where that is pictures; text is left to the field
	const brought = (e) => {
		const from = e.dataTransfer ?? e.clipboardData;
		if (e.clipboardData && [...from.types].includes("text/plain")) return [];
		return [...from?.files ?? []];
	};
	const refused = (files, data) => files.length > 1 ? data.several : files[0].size > Number(data.most) ? data.large : "";
	const receives = (where, area, take) => {
		where.addEventListener("dragover", (e) => {
			if (!carries(e.dataTransfer)) return;
			e.preventDefault();
			area.classList.add("over");
		});
		for (const left of ["dragleave", "drop"]) where.addEventListener(left, () => area.classList.remove("over"));
		for (const come of ["drop", "paste"]) {
			where.addEventListener(come, (e) => {
				const files = brought(e);
				if (!files.length) return;
				e.preventDefault();
				take(files);
			});
		}
	};

	// on a form: the file is sent, then the page is asked for that wants to know what it shows
	for (const add of document.querySelectorAll(".add-picture")) {
		const button = add.querySelector("button"), told = add.querySelector(".told"), form = button.form;
		const field = add.closest(".field"), text = field.querySelector("textarea");
		let begun = false, busy = false;
		text?.addEventListener("focus", () => { begun = true; });
		const tell = (name, value) => {
			let input = form.querySelector(`input[type=hidden][name="${name}"]`);
			if (!input) {
				input = Object.assign(document.createElement("input"), { type: "hidden", name });
				form.append(input);
			}
			input.value = value;
		};
		const without = add.querySelector(".without");
		if (without) without.hidden = false;
		without?.addEventListener("click", () => {
			const name = field.querySelector("input[name]");
			name.value = "";
			name.dispatchEvent(new Event("input", { bubbles: true }));
			add.querySelector("img").remove();
			without.hidden = true;
			told.textContent = without.dataset.told;
			button.focus();
		});
		button.addEventListener("click", () => { if (text && begun) tell("at", text.selectionStart); });
		receives(field, field, async (files) => {
			told.textContent = refused(files, add.dataset);
			if (told.textContent || busy) return;
			busy = true;
			told.textContent = add.dataset.reading;
			const sent = new FormData();
			sent.append("into", button.value);
			sent.append("at", text && begun ? text.selectionStart : -1);
			sent.append("file", files[0], files[0].name);
			try {
				const r = await fetch(add.dataset.send, { method: "POST", body: sent, headers: { Accept: "application/json" } });
				const answer = r.ok ? await r.json() : { refused: await r.text() };
				told.textContent = answer.refused;
				if (answer.id) {
					tell("p", answer.id);
					button.click();
				}
			} catch {
				told.textContent = add.dataset.failed;
			}
			busy = false;
		});
	}

	// where one is chosen
	const choose = document.getElementById("choose");
	if (choose) {
		const input = choose.elements.file, told = choose.querySelector(".told");
		const go = () => {
			if (!input.files.length) return;
			told.textContent = refused([...input.files], choose.dataset);
			if (told.textContent) return;
			told.textContent = choose.dataset.reading;
			choose.requestSubmit();
		};
		input.addEventListener("change", go);
		receives(document.body, choose, (files) => {
			if (files.length > 1) {
				told.textContent = choose.dataset.several;
				return;
			}
			const list = new DataTransfer();
			list.items.add(files[0]);
			input.files = list.files;
			go();
		});
	}

	const words = document.getElementById("words");
	words?.addEventListener("submit", () => { words.querySelector(".told").textContent = words.dataset.reading; });

	// the frame of a portrait
	const crop = document.querySelector(".crop");
	if (crop) {
		const frame = crop.querySelector(".frame"), form = words;
		const across = form.elements.across, down = form.elements.down, size = form.elements.size;
		const W = Number(crop.dataset.w), H = Number(crop.dataset.h), most = Math.min(W, H * 4 / 5);
		for (const e of form.querySelectorAll(".frame, .ranges, #crop-how")) e.hidden = false;
		const within = (n, least, most) => Math.max(least, Math.min(most, n));
		const place = () => {
			const w = most * size.value / 1000, h = w * 5 / 4;
			Object.assign(frame.style, {
				left: (W - w) * across.value / 1000 / W * 100 + "%", top: (H - h) * down.value / 1000 / H * 100 + "%",
				width: w / W * 100 + "%", height: h / H * 100 + "%",
			});
		};
		// the frame's corner at (x, y), so wide, in points of the picture
		const set = (x, y, w) => {
			w = within(w, most / 5, most);
			size.value = Math.round(w / most * 1000);
			w = most * size.value / 1000;
			const h = w * 5 / 4;
			if (W - w > 1) across.value = Math.round(within(x, 0, W - w) / (W - w) * 1000);
			if (H - h > 1) down.value = Math.round(within(y, 0, H - h) / (H - h) * 1000);
			place();
		};
		const is = () => {
			const w = most * size.value / 1000;
			return { w, x: (W - w) * across.value / 1000, y: (H - w * 5 / 4) * down.value / 1000 };
		};
		let held;
		frame.addEventListener("pointerdown", (e) => {
			held = { ...is(), fromX: e.clientX, fromY: e.clientY, corner: e.target !== frame, points: W / crop.clientWidth };
			frame.setPointerCapture(e.pointerId);
			frame.focus();
			e.preventDefault();
		});
		frame.addEventListener("pointermove", (e) => {
			if (!held) return;
			const dx = (e.clientX - held.fromX) * held.points, dy = (e.clientY - held.fromY) * held.points;
			if (!held.corner) return set(held.x + dx, held.y + dy, held.w);
			const w = Math.min(held.w + Math.max(dx, dy * 4 / 5), W - held.x, (H - held.y) * 4 / 5);
			set(held.x, held.y, w);
		});
		for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, () => { held = undefined; });
		frame.addEventListener("keydown", (e) => {
			const { w, x, y } = is(), step = W / (e.shiftKey ? 10 : 50);
			const larger = w + most / 25, smaller = Math.max(w - most / 25, most / 5);
			// it grows and shrinks about its middle
			const about = (to) => set(x + (w - to) / 2, y + (w - to) * 5 / 8, to);
			const moves = { ArrowLeft: () => set(x - step, y, w), ArrowRight: () => set(x + step, y, w), ArrowUp: () => set(x, y - step, w),
				ArrowDown: () => set(x, y + step, w), "+": () => about(larger), "=": () => about(larger), "-": () => about(smaller) };
			if (!moves[e.key] || e.ctrlKey || e.metaKey || e.altKey) return;
			e.preventDefault();
			moves[e.key]();
		});
		for (const range of [across, down, size]) range.addEventListener("input", place);
		place();
	}
}
