package language

import "strings"

// foreignWords are the commonest short words of other languages that are no English words, to tell notes that are not in English although they
// share "is", "we", "over" or "on" with it.
var foreignWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`
		de het een dat van ze niet wel voor maar naar met bij ook nog heeft hebben wordt moet wij zij uit als zijn deze
		und der das ist nicht ich sie wir dem den ein eine mit auf für auch noch nur aber hat haben wird bei nach zum zur
		le les des est une pas avec pour sur dans elle nous mais qui que sont cette ses aux
		el los las una por con para pero está como más del ella muy
		il che non della per più anche sono una nel questo
		não uma com mas ela isso foi são mais dos das
		och att inte som det är på av för jag vi han hon
		og ikke til det er på jeg hun
		nie się jest że na ale jak dla już`) {
		out[w] = true
	}
	return out
}()
