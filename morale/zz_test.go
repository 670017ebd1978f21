package morale_test
import ("testing";"fmt";"rapport/morale";"rapport/morale/simulate";"sort")
func TestZZ(t *testing.T){
 off := morale.Rules{Off: map[morale.Kind]bool{}}
 for _,k := range morale.Kinds { if k.Family==morale.FamilySaid { off.Off[k.Kind]=true } }
 r := judge(func(c simulate.Case)(all []alarm){ for _, r := range morale.Replay(c.File, off, c.From, c.To, 1) { all = append(all, alarm{r.Raised, r.Severity, r.Kind}) }; return all }, 1, 60)
 fmt.Println("without said:", r["all affected"], r["all"], r["all"].kinds)
 r = judge(ours,1,60)
 fmt.Println("with:", r["all affected"], r["all"], r["all"].kinds)
 pairs, hit := map[string]int{}, map[string]int{}
 for _, class := range simulate.Classes { for every:=1;every<=2;every++ { for i:=range 60 { c := simulate.Make(class,every,1+uint64(i))
  for _, r := range morale.Replay(c.File, morale.Rules{}, c.From, c.To, 1) { if r.Kind!=morale.Combined {continue}
   key := fmt.Sprint(r.Parts)
   if c.Onset==0||r.Raised<c.Onset { pairs[key]++ } else if r.Raised<=c.Onset+42 { hit[key]++ } } }}}
 show := func(m map[string]int){ var ks []string; for k := range m {ks=append(ks,k)}; sort.Slice(ks,func(a,b int)bool{return m[ks[a]]>m[ks[b]]}); for _,k := range ks[:min(40,len(ks))] { fmt.Println(m[k],k) } }
 fmt.Println("HEALTHY"); show(pairs); fmt.Println("HIT"); show(hit)
}
