package language

import "strings"

// DecimalComma reports whether numbers have a decimal comma in a locale as the environment names it, such as de_DE.UTF-8, fi or pt-BR.
func DecimalComma(locale string) bool {
	locale, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "-", "_")), ".")
	lang, region, _ := strings.Cut(locale, "_")
	region, _, _ = strings.Cut(region, "@")
	switch lang + "_" + region {
	case "de_ch", "de_li", "it_ch", "es_mx", "es_us", "es_pr", "es_gt", "es_hn", "es_ni", "es_pa", "es_pe", "es_sv", "es_do":
		return false
	case "en_za":
		return true
	}
	return commaLanguages[lang]
}

var commaLanguages = func() map[string]bool {
	out := map[string]bool{}
	for _, l := range strings.Fields("af az be bg bs ca cs da de el eo es et eu fi fo fr gl hr hu hy id is it ka kk kl ky lb lt lv mk nb nl nn no pl pt ro ru se sk sl sq sr sv tg tr tt uk uz vi") {
		out[l] = true
	}
	return out
}()
