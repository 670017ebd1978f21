package language

import "testing"

func TestDecimalComma(t *testing.T) {
	for locale, want := range map[string]bool{"": false, "C": false, "C.UTF-8": false, "en_US.UTF-8": false, "en_GB": false, "de_DE.UTF-8": true, "de-CH": false, "fi": true, "pt-BR": true, "es_MX.UTF-8": false, "sr_RS@latin": true, "ja_JP": false} {
		if got := DecimalComma(locale); got != want {
			t.Errorf("%q: %v", locale, got)
		}
	}
}
