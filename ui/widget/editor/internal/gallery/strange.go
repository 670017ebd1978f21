//go:build gallery

package main

// strange holds what people paste and no designer draws.
const strange = "# Other scripts\n" +
	"שלום עולם, this is mixed עם English and 123 numbers.\n" +
	"مرحبا بالعالم، كيف حالك اليوم؟ هذا نص طويل بما يكفي ليلتف حول نهاية السطر ويكمل في السطر التالي من المحرر.\n" +
	"一对一会议记录：她说最近的警报太多了，晚上睡不好。我们同意把旧的篮子警报关掉，然后看看下周的情况如何。（括号）\n" +
	"Ein längeres Wort: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsmitglied\n" +
	"Здравствуйте, коллеги. Ελληνικά. Tiếng Việt: cà phê sữa đá. e\u0301 combining.\n" +
	"Emoji 👍🏽 👨‍👩‍👧‍👦 🇩🇪🇫🇷 ❤️ inside a line.\n" +
	"Controls:\x00\x01\x1b[31m\u202egnp.exe\u202c \x7f \xff\xfe lone\rreturn\n" +
	"a\tb\tcolumn\n" +
	"longer\tb\tcolumn\r\n" +
	"https://example.org/a/very/long/address/that/does/not/fit/on/one/row/of/the/editor?with=parameters&and=more&of=them\n" +
	"Hyphen-ated-words-that-may-break-at-their-hyphens-when-the-row-is-full-of-them-indeed-they-may\n" +
	"  - nested item\n\n* [x] done"
