"""Studies by a plan: who is asked, drawn at random; their consent and answers wave by wave; data given after checks."""
