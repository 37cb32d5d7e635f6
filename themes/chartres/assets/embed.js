"use strict";
// What a small page says to the page that shows it within a frame: how high it is, and, in a
// frame of WordPress, which lets no link lead out of it by itself, where a reader wants to go.
// The messages are those of WordPress; they tell nothing that not everybody may know.

if (parent !== window) {
	const secret = /secret=(\w+)/.exec(location.hash)?.[1]; // by which WordPress knows its frames
	const tell = (message, value) => parent.postMessage({ message, value, secret }, "*");
	const page = document.documentElement;
	new ResizeObserver(() => tell("height", Math.ceil(page.getBoundingClientRect().height))).observe(page);
	if (secret) {
		addEventListener("click", (e) => {
			const link = e.target.closest("a");
			if (!link) return;
			e.preventDefault();
			tell("link", link.href);
		});
	}
}
