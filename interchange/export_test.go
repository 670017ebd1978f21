package interchange

// GenRecords is for the tests that bring a database along.
var GenRecords = genRecords
