package interchange

// unknown notes a field that Rapport does not know.
func (d *decoder) unknown(p *plan, name string) {
	reason := "is not a field that Rapport knows"
	if near := nearest(p, name); near != "" {
		reason += ": is " + near + " meant?"
	}
	if d.strict {
		d.add("%s", reason)
	} else {
		d.warnings = append(d.warnings, Warning{string(d.path), reason})
	}
}

// nearest returns the field whose name is at most two letters away from the given one.
func nearest(p *plan, name string) string {
	best, found := 3, ""
	for _, f := range p.fields {
		if n := distance(f.name, name); n < best && n < len(f.name) {
			best, found = n, f.name
		}
	}
	return found
}

// distance is the number of letters to change, add or leave out to make b of a, or 3 where the lengths differ by more.
func distance(a, b string) int {
	if len(a) > len(b)+2 || len(b) > len(a)+2 {
		return 3
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
