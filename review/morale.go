package review

import (
	"rapport/civil"
	"rapport/morale"
	"rapport/people"
)

// MoraleOf is what a brief says of a report's morale: the same signs, prompts and needs as everywhere.
func MoraleOf(f people.File, r morale.Rules, on civil.Date) Morale {
	var m Morale
	for _, s := range morale.Signs(f, r, on) {
		m.Signs = append(m.Signs, SignLine{Kind: string(s.Kind), Severity: s.Severity.String(), Title: s.Title, Evidence: s.Line, Question: s.Question})
	}
	for _, p := range morale.Prompts(f, r, on) {
		m.Prompts = append(m.Prompts, SignLine{Kind: string(p.Kind), Title: p.Title, Evidence: p.Line, Question: p.Question})
	}
	m.Needs = morale.BalanceOf(f, r, on, morale.BalanceMeetings).Needs
	if band, ok := morale.Baseline(f, r, on); ok {
		m.UsualLow, m.UsualUp = band.Low, band.High
	}
	return m
}
