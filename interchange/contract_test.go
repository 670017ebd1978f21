package interchange

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"rapport/valid"
)

// described is one field as the contract describes it.
type described struct {
	path              string // such as "goals.key_results.title"
	required, private bool
}

// readContract reads the description of the document: names of fields, in order, with * for required and ° for private. What stands in
// round brackets or quotes explains; [ { opens a list of objects, { an object.
func readContract(t *testing.T) []described {
	data, err := os.ReadFile("testdata/contract.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := []rune(string(data))
	var out []described
	var open []string // names of the objects that are open, "" for one that is only a list's
	last := ""
	braces := []string{}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '(':
			for depth := 0; ; i++ {
				if text[i] == '(' {
					depth++
				} else if text[i] == ')' {
					depth--
				}
				if depth == 0 {
					break
				}
			}
		case c == '"':
			for i++; text[i] != '"'; i++ {
			}
		case c == '{' || c == '[' && followed(text[i+1:], '{'):
			if c == '[' {
				for text[i] != '{' {
					i++
				}
			}
			braces = append(braces, last)
			open = append(open, last)
			last = ""
		case c == '}':
			open, braces = open[:len(open)-1], braces[:len(braces)-1]
			// what is said behind the closing bracket of a kind explains it
			if len(open) == 0 {
				for i < len(text) && text[i] != '\n' {
					i++
				}
			}
			last = ""
		case c == '[':
			for text[i] != ']' {
				i++
			}
		case unicode.IsLetter(c):
			start := i
			for i < len(text) && (unicode.IsLetter(text[i]) || text[i] == '_') {
				i++
			}
			name := string(text[start:i])
			d := described{path: strings.Join(append(slices.Clone(open), name), ".")}
			for ; i < len(text) && (text[i] == '*' || text[i] == '°'); i++ {
				d.required = d.required || text[i] == '*'
				d.private = d.private || text[i] == '°'
			}
			// words up to the next comma or bracket explain
			rest := i
			for rest < len(text) && !strings.ContainsRune(",{[(}]\n", text[rest]) && text[rest] != '"' {
				rest++
			}
			out = append(out, d)
			last = name
			i = rest - 1
			if len(open) > 0 && (open[len(open)-1] == "values" || open[len(open)-1] == "settings") {
				out = out[:len(out)-1]
				for text[i+1] != '}' {
					i++
				}
			}
		}
	}
	return out
}

func followed(text []rune, by rune) bool {
	for _, r := range text {
		if r != ' ' {
			return r == by
		}
	}
	return false
}

// ours lists the fields of the program's types in the same way, in order.
func ours(p *plan, prefix string) []string {
	var out []string
	for _, f := range p.fields {
		out = append(out, prefix+f.name)
		inner := f.plan
		if inner.shape == listShape {
			inner = inner.elem
		}
		if inner.shape == objectShape {
			out = append(out, ours(inner, prefix+f.name+".")...)
		}
	}
	return out
}

func TestFieldsAreThoseOfTheContractInItsOrder(t *testing.T) {
	var want []string
	for _, d := range readContract(t) {
		want = append(want, d.path)
	}
	got := ours(planOf(reflect.TypeFor[Document]()), "")
	if len(want) < 250 {
		t.Fatalf("the contract was read as %d fields only: %v", len(want), want)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the document has\n%v\nthe contract has\n%v", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPrivateIsWhatTheContractMarks(t *testing.T) {
	var want []string
	for _, d := range readContract(t) {
		if d.private {
			want = append(want, d.path)
		}
	}
	if len(want) < 10 || !slices.Equal(private, want) {
		t.Errorf("private in code:\n%v\nin the contract:\n%v", private, want)
	}
}

func TestRequiredIsWhatTheContractMarks(t *testing.T) {
	required := map[string][]string{}
	for _, d := range readContract(t) {
		if kind, field, ok := strings.Cut(d.path, "."); ok && !strings.Contains(field, ".") {
			if d.required {
				required[kind] = append(required[kind], field)
			}
		}
	}
	for _, k := range kinds {
		var got []string
		for _, p := range reflect.Zero(k.plan.goType).Interface().(interface{ Validate() valid.Problems }).Validate() {
			got = append(got, p.Field)
		}
		if len(required[k.name]) == 0 || !slices.Equal(got, required[k.name]) {
			t.Errorf("an empty record of %s lacks %v; the contract requires %v", k.name, got, required[k.name])
		}
	}
}
