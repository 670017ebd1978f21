package editor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// note makes a text of so many words, in paragraphs of about 70, with headings.
func note(words int) string {
	pool := strings.Fields(`Six weeks in. Paged nine times in February, four of them after 22:00. Says the alerts
		are noisy more than hard. Old basket alerts fire most nights, nobody owns them. Would like one quiet week
		after each rota. At 2.6 s on the slowest page, 3.4 s in January. The basket call is most of what is left.`)
	var out strings.Builder
	for i := range words {
		switch {
		case i%210 == 209:
			out.WriteString("\n\n## ")
		case i%70 == 69:
			out.WriteString("\n\n")
		}
		out.WriteString(pool[(i*7+i/13)%len(pool)])
		out.WriteByte(' ')
	}
	return out.String()
}

// report adds the median and the 99th percentile of what each round took.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	at := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))]) / 1e6 }
	b.ReportMetric(at(0.5), "ms-median")
	b.ReportMetric(at(0.99), "ms-p99")
	b.ReportMetric(at(1), "ms-longest")
}

// One key in the middle of a note: what the main goroutine spends.
func BenchmarkKey(b *testing.B) {
	for _, words := range []int{2_000, 20_000} {
		b.Run(fmt.Sprint(words, " words"), func(b *testing.B) { benchmarkKeys(b, note(words)) })
	}
	b.Run("50,000 characters in one paragraph", func(b *testing.B) {
		benchmarkKeys(b, strings.ReplaceAll(note(9_500), "\n", " "))
	})
	b.Run("a megabyte", func(b *testing.B) { benchmarkKeys(b, note(190_000)) })
}

func benchmarkKeys(b *testing.B, text string) {
	e := setUp(b, text)
	e.now = time.Now
	e.Select(e.Len()/2, e.Len()/2)
	letters := []rune("the alerts are noisy more than hard ")
	took := make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for i := range b.N {
		start := time.Now()
		e.TypedRune(letters[i%len(letters)])
		took = append(took, time.Since(start))
	}
	b.StopTimer()
	report(b, took)
}

// Other keys in the middle of 20,000 words.
func BenchmarkOtherKeys(b *testing.B) {
	for _, key := range []string{"Left", "Down", "shift+Down", "Prior", "Next", "BackSpace", "Return", "ctrl+Z"} {
		b.Run(key, func(b *testing.B) {
			e := setUp(b, note(20_000))
			e.now = time.Now
			e.Select(e.Len()/2, e.Len()/2)
			e.typed(strings.Repeat("word ", 200))
			took := make([]time.Duration, 0, b.N)
			b.ResetTimer()
			for range b.N {
				start := time.Now()
				e.key(key)
				took = append(took, time.Since(start))
			}
			b.StopTimer()
			report(b, took)
		})
	}
}

func BenchmarkSetText(b *testing.B) {
	for _, words := range []int{2_000, 20_000, 190_000} {
		b.Run(fmt.Sprint(words, " words"), func(b *testing.B) {
			e := setUp(b, "")
			text := note(words)
			for b.Loop() {
				e.SetText(text)
			}
		})
	}
}

// Texts of 20,000 characters that are not English.
func BenchmarkScripts(b *testing.B) {
	for name, line := range map[string]string{
		"German":    "Sie sagt, die Warnungen stören nachts über längere Zeit und möchte eine ruhige Woche. ",
		"Russian":   "Она говорит, что предупреждения мешают спать, и хочет одну тихую неделю после дежурства. ",
		"Chinese":   "她说最近的警报太多了，晚上睡不好。我们同意把旧的篮子警报关掉，然后看看下周的情况如何。",
		"Arabic":    "تقول إن التنبيهات كثيرة في الليل وتريد أسبوعا هادئا بعد كل مناوبة. ",
		"Hindi":     "वह कहती है कि अलर्ट बहुत ज़्यादा हैं और हर रोटेशन के बाद एक शांत सप्ताह चाहती है। ",
		"Emoji":     "👍🏽 👨‍👩‍👧‍👦 🇩🇪 ❤️ ok 😀😀😀 ",
		"No breaks": "äöüäöüaoeuiäöüäöü",
	} {
		text := strings.Repeat(strings.Repeat(line, 6)+"\n\n", 20_000/(6*len([]rune(line))))
		b.Run(name+"/set", func(b *testing.B) {
			e := setUp(b, text)
			for b.Loop() {
				e.SetText(text)
			}
		})
		b.Run(name+"/key", func(b *testing.B) { benchmarkKeys(b, text) })
		b.Run(name+"/one paragraph key", func(b *testing.B) { benchmarkKeys(b, strings.ReplaceAll(text, "\n", "")) })
	}
}

// The first text of a new editor also measures the letters of the font.
func BenchmarkFirstText(b *testing.B) {
	text := note(2_000)
	e := setUp(b, "")
	for b.Loop() {
		e.regular, e.bold = newRuler(textSize, fyne.TextStyle{}), newRuler(textSize, fyne.TextStyle{Bold: true})
		e.SetText(text)
	}
}

func BenchmarkResize(b *testing.B) {
	e := setUp(b, note(20_000))
	e.Select(e.Len()/2, e.Len()/2)
	width := float32(600)
	for b.Loop() {
		width = 1100 - width
		e.window.Resize(fyne.NewSize(width, 400))
	}
}

func BenchmarkText(b *testing.B) {
	e := setUp(b, note(20_000))
	for b.Loop() {
		_ = e.Text()
	}
}

func BenchmarkFind(b *testing.B) {
	e := setUp(b, note(20_000))
	for b.Loop() {
		e.Find("noisy more", true)
	}
}
