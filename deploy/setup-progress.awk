# pip's output as one line of progress: written over on a terminal (tty=1), now and then elsewhere. of: packages in all.
function show(text) { if (tty) printf "\r\033[K  %s", text; else print "  " text; fflush() }
/^(Collecting|Requirement already satisfied)/ { n++; split($0, word, /[ :=<>]+/); if (tty || n % 25 == 0) show("packages: " n " of " of) }
/^Installing collected packages/ { show("packages: all fetched, writing them") }
/^Successfully installed/ { show("packages: installed"); }
END { if (tty) printf "\r\033[K" }
