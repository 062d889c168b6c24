module example.com/round-trip

go 1.26.8

require github.com/example/workflow v0.0.0

require gopkg.in/validator.v2 v2.0.1 // indirect

replace github.com/example/workflow => ./workflow
